import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips, and says so, where the corpus is not beside the repository.
  public static var needsShared: Self {
    .enabled(if: Place.shared != nil, "the corpus ../shared is not here")
  }

  /// Skips, and says so, where a program of the system is missing.
  public static func needs(_ program: String) -> Self {
    .enabled(if: Program.installed(program) != nil, "\(program) is not installed")
  }
}

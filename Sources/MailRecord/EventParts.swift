/// Where in an event stands what a classifier needs: strings, still escaped; empty when they are absent.
public struct EventParts {
  public var app = 0..<0
  public var mta = 0..<0
  public var level = 0..<0
  public var text = 0..<0
  /// Whether a backslash may stand in `text`.
  public var isTextEscaped = false

  public init() {}
}

import MailRecord
import Timestamps

extension Record {
  /// Takes the time of a stamp that the program wrote itself, if it is the more exact of the two.
  ///
  /// It has no zone as a rule. Both were written at once, so they differ by a zone: by quarters of an hour.
  mutating func refine(by wall: Instant) {
    guard let outer = time else { return }
    var own = wall
    let ahead = own.seconds - outer.seconds
    own.seconds -= (Double(ahead) / 900).rounded() == 0 ? 0 : (ahead + (ahead > 0 ? 450 : -450)) / 900 * 900
    if abs(own.seconds - outer.seconds) < 120, own.digits >= outer.digits { time = own }
  }
}

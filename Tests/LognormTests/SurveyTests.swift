import Foundation
import Support
import Testing

/// `-v`: what was not read, how often and why.
struct SurveyTests {
  private static let log = """
    Nov 21 01:02:03 ash nosuchd[1]: started 3 of 4 workers
    Nov 21 01:02:03 ash qmail: 1795220231.515565 status: exiting
    Nov 21 01:02:04 ash nosuchd[1]: started 17 of 20 workers
    Nov 21 01:02:05 ash sshd[4]: a text that sshd never wrote
    @400000006b00e1960166 status: exiting
    who says this?
    """

  @Test(arguments: [1, 3])
  func eachKindHasItsCountItsReasonAndItsFirstLine(_ threads: Int) throws {
    let errors = try Program.tool("lognorm")
      .run(["-v", "-j", "\(threads)", "-z", "UTC", "-N", "1795219852"], input: Data(Self.log.utf8)).errors
    let rows = errors.split(separator: "\n").map { $0.split(separator: /[ ]{2,}/).map(String.init) }
    let others = "0 joined, 0 split, 0 repeated, 0 unrepeated"
    #expect(
      rows.contains(["lognorm: 6 in, 6 out, \(others), 1 read, 4 unread, 1 malformed, 0 invalid, 0 cut"]))
    #expect(
      rows.contains([
        "unread", "2", "nosuchd", "no dialect for this program", "started * of * workers",
        "1: Nov 21 01:02:03 ash nosuchd[1]: started 3 of 4 workers",
      ]))
    #expect(
      rows.contains {
        $0.starts(with: ["unread", "1", "sshd", "not a message that is known of this program"])
      })
    #expect(
      rows.contains {
        $0.starts(with: ["unread", "1", "-", "names no program, and none is known to write this"])
      })
    #expect(rows.contains { $0[0] == "malformed" && $0.last!.hasPrefix("5: @400000006b00e1960166") })
    #expect(rows.last == ["read", "1", "qmail"])
  }
}

import Testing

@testable import Classes
@testable import logclass

/// Selectors mean what syslog.conf(5) says.
struct SelectorTests {
  private static let facilities = ["kern", "user", "mail", "daemon", "auth", "news", "uucp", "local7"]
  /// The most severe first.
  private static let severities = [
    "emergency", "alert", "critical", "error", "warning", "notice", "info", "debug",
  ]

  @Test(arguments: [
    ("mail.*", ["mail": 0...7]),
    ("mail.err", ["mail": 0...3]),
    ("mail.=err", ["mail": 3...3]),
    ("uucp,news.crit", ["uucp": 0...2, "news": 0...2]),
    ("UUCP,news.CRIT", ["uucp": 0...2, "news": 0...2]),
    ("security.info", ["auth": 0...6]),
    ("mail.panic", ["mail": 0...0]),
    ("mail.warn; kern.debug", ["mail": 0...4, "kern": 0...7]),
    ("mail.info;mail.!err", ["mail": 4...6]),
    ("mail.*;mail.!=debug", ["mail": 0...6]),
    ("mail.*;mail.none", [:]),
    ("mail.none;mail.crit", ["mail": 0...2]),
    // Each part changes what those before it said, and only of its own facilities and levels.
    ("mail.debug;mail.!warning", ["mail": 5...7]),
    ("mail.!none", ["mail": 0...7]),
    ("mail.*;mail.!*", [:]),
    ("kern,mail.crit;mail.none", ["kern": 0...2]),
    ("mail.=none", [:]),
    ("mail.err;", ["mail": 0...3]),
    ("mail.error;;news.emerg", ["mail": 0...3, "news": 0...0]),
  ])
  func partsSelect(_ text: String, _ expected: [String: ClosedRange<Int>]) throws {
    let selector = try Selector(text)
    for facility in Self.facilities {
      for (i, severity) in Self.severities.enumerated() {
        let isMeant = expected[facility]?.contains(i) ?? false
        #expect(
          selector.selects(facility: facility, severity: severity) == isMeant, "\(facility).\(severity)")
      }
    }
  }

  @Test func partsAddUp() throws {
    let selector = try Selector("*.crit;mail,*.=info;news.!=info")
    for facility in Self.facilities {
      let selected = Self.severities.filter { selector.selects(facility: facility, severity: $0) }
      let severe = ["emergency", "alert", "critical"]
      #expect(selected == (facility == "news" ? severe : severe + ["info"]))
    }
  }

  @Test func allButMail() throws {
    let selector = try Selector("*.info;mail.none")
    for facility in Self.facilities {
      for (i, severity) in Self.severities.enumerated() {
        #expect(
          selector.selects(facility: facility, severity: severity) == (facility != "mail" && i <= 6))
      }
    }
  }

  /// What came without facility and level is user.notice, as syslogd has it.
  @Test func nothingIsUserNotice() throws {
    #expect(try Selector("user.=notice").selects(facility: "", severity: ""))
    #expect(try !Selector("mail.*").selects(facility: "", severity: ""))
  }

  @Test(arguments: ["", "mail", ".err", "post.err", "mail.bad", ";", "mail,.err", "mail.=", "mail.!"])
  func wrongOnesAreRefused(_ text: String) { #expect(throws: Selector.Fault.self) { try Selector(text) } }
}

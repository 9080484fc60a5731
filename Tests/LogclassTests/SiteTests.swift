import Foundation
import Support
import Testing

@testable import Classes
@testable import logclass

/// What a site adds: causes, scopes, groups, dropped classes.
struct SiteTests {
  private static let map = """
    # the first line that fits decides
    scope guests      198.51.100.0/25
    scope institute   ics.example *.ics.example 192.0.2.0/24 2001:db8:1::/48
    scope university  *.example 198.51.100.0/24 2001:db8::/32
    scope outside     *
    group staff       root alice
    group students    bob@ics.example *
    """

  private func siteMap() throws -> SiteMap {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "map")
    try Data(Self.map.utf8).write(to: file)
    return try SiteMap([file.path])
  }

  @Test(arguments: [
    ("192.0.2.7", "institute"), ("198.51.100.1", "guests"), ("198.51.100.200", "university"),
    ("2001:db8:1::5", "institute"), ("2001:DB8:2::5", "university"), ("::ffff:192.0.2.7", "institute"),
    ("IPv6:2001:db8:1::1", "institute"), ("203.0.113.1", "outside"), ("no address", "outside"),
  ])
  func addressesHaveScopes(_ address: String, _ scope: String) throws {
    var map = try siteMap()
    #expect(map.scope(address: address) == scope)
    #expect(map.scope(address: address) == scope, "remembered")
  }

  @Test(arguments: [
    ("a@ics.example", "institute"), ("a@MX.ICS.example", "institute"), ("a@xics.example", "university"),
    ("\"a@ics.example\"@other.invalid", "outside"), ("root", "outside"), ("", "outside"),
  ])
  func mailboxesHaveScopes(_ mailbox: String, _ scope: String) throws {
    var map = try siteMap()
    #expect(map.scope(mailbox: mailbox) == scope)
  }

  @Test(arguments: [("root", "staff"), ("Alice@x.invalid", "staff"), ("bob@ics.example", "students")])
  func usersHaveGroups(_ user: String, _ group: String) throws {
    #expect(try siteMap().group(user: user) == group)
  }

  @Test(arguments: [
    (#""enhanced_status":"5.1.1","reply_code":550,"diagnostic":"quota""#, "unknown_user"),
    (#""enhanced_status":"5.7.1","diagnostic":"550_5.7.1_relaying_denied/""#, "relay_denied"),
    (#""reply_code":530,"diagnostic":"no""#, "authentication"),
    (#""diagnostic":"Connection refused""#, "connection"),
    (#""diagnostic":"what nobody foresaw""#, "other"),
  ])
  func failuresHaveCauses(_ fields: String, _ cause: String) throws {
    let record = #"{"type":"event","app":"qmail","text":"delivery 8: failure: x",\#(fields)}"#
    let lines = try Program.tool("logclass").run(input: Data((record + "\n").utf8)).lines
    #expect(lines[0].hasSuffix(#","severity":"warning","cause":"\#(cause)"}"#))
    let again = try Program.tool("logclass").run(input: Data((lines[0] + "\n").utf8)).lines
    #expect(again[0] == lines[0])
  }

  @Test func droppedEventsAreCounted() throws {
    let records = ["new msg 1", "end msg 1", "status: exiting", "what is this"].map {
      #"{"type":"event","app":"qmail","text":"\#($0)"}"#
    }
    let input = Data(records.joined(separator: "\n").utf8)
    let lines = try Program.tool("logclass").run(["-x", "mail.status.*,unknown"], input: input).lines
    #expect(lines.count == 3)
    #expect(lines[2].contains(#""in":4,"out":2,"classed":2,"unknown":0,"dropped":2"#))
  }

  @Test func sitesOverrideClassAndSeverity() throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "site.rules")
    let rules = """
      qmail-send  mail.queue.new    critical  new msg {queue_id:int}
      = new msg 5
      qmail-send  site.night.quiet  debug     end msg {queue_id:int}
      = end msg 5
      """
    try Data((rules + "\n").utf8).write(to: file)
    let check = try Program.tool("logclass").run(["-c", file.path])
    #expect(check.status == 0 && check.text.contains("site.night.quiet takes what is mail.queue.end by"))
    let records = ["new msg 1", "end msg 1", "status: exiting"].map {
      #"{"type":"event","app":"qmail-send","text":"\#($0)"}"#
    }
    let input = Data(records.joined(separator: "\n").utf8)
    let lines = try Program.tool("logclass").run(["-r", file.path], input: input).lines
    #expect(lines[0].hasSuffix(#""class":"mail.queue.new","severity":"critical"}"#))
    #expect(lines[1].hasSuffix(#""class":"site.night.quiet","severity":"debug"}"#))
    #expect(lines[2].contains(#""class":"mail.status.exiting","#))
    let arguments = ["-r", file.path, "-x", "site.night.quiet"]
    let kept = try Program.tool("logclass").run(arguments, input: input).lines
    #expect(kept.count == 3 && kept[2].contains(#""out":2,"#) && kept[2].contains(#""dropped":1"#))
  }

  @Test func causesAreNoClasses() throws {
    let record = #"{"type":"event","app":":cause","text":"mail.reject.rbl - - x"}"#
    let lines = try Program.tool("logclass").run(input: Data((record + "\n").utf8)).lines
    #expect(lines[0].hasSuffix(#""class":"unknown","severity":"info"}"#))
  }
}

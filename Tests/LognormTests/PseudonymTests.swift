import Foundation
import Lines
import Support
import Testing

@testable import lognorm

/// `-P`: nobody is told, and nothing is lost for who counts.
struct PseudonymTests {
  private static let pseudonyms = Pseudonyms(key: Array("sixteen bytes or more".utf8))

  /// - Source: the reference implementation's vectors.
  @Test(arguments: [(0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (15, 0xa129_ca61_49be_45e5)])
  func sipHashIsItself(_ length: Int, _ hash: UInt64) {
    let siphash = SipHash(k0: 0x0706_0504_0302_0100, k1: 0x0f0e_0d0c_0b0a_0908)
    let bytes = (0..<length).map { UInt8($0) }
    let found = siphash.hash(bytes.span)
    #expect(found == hash)
  }

  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:192.0.2.1", "192.0.2.1"),
    ("[IPv6:fe80::1%eth0]", "fe80::1"), ("::", "::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("2001:db8::", "2001:db8::"),
  ])
  func addressesAreRead(_ text: String, _ canonical: String) {
    #expect(address(text)?.description == canonical)
  }

  @Test(arguments: [
    "192.0.2", "192.0.2.256", "192.0.2.", "192.0.2.1.5", "+1.2.3.4", "1.2.3.+4", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "1::2::3", "12:34:56", ":1", "1:", "12345::", "g::", "+1::", "",
  ])
  func otherTextIsNoAddress(_ text: String) { #expect(address(text) == nil) }

  private func address(_ text: String) -> Address? {
    let bytes = Array(text.utf8)
    return Address(bytes.span)
  }

  @Test func networksStayNetworks() {
    var random = Seeded(4)
    for _ in 0..<300 {
      let one = Address(bits: 0xFFFF_0000_0000 | UInt128(UInt32.random(in: 1 << 24...(.max), using: &random)))
      let shared = Int.random(in: 9..<32, using: &random)
      let other = Address(bits: one.bits ^ 1 << UInt128(31 - shared))
      let differing = Self.pseudonyms.address(one).bits ^ Self.pseudonyms.address(other).bits
      #expect(differing >> UInt128(31 - shared) == 1)
    }
    #expect(Self.pseudonyms.address(Address(bits: 0xFFFF_7F00_0001)).description == "127.0.0.1")
  }

  @Test(arguments: [
    "qmail-message", "postfix", "exim", "sendmail", "dovecot", "openssh", "tcpserver", "filters",
  ])
  func nobodyIsTold(_ example: String) throws {
    let (plain, covered) = try records(of: example)
    let text = String(decoding: covered.output, as: UTF8.self)
    var told: Set<String> = []
    for line in plain.output.split(separator: 10) {
      let record = try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
      let address = record["client_address"] as? String
      if let address, address.count > 8, !address.hasPrefix("127."), text.contains(address) {
        told.insert(address)
      }
      for field in ["sender", "recipient", "user", "auth_user"] {
        guard let value = record[field] as? String, value.contains("@"), !value.contains("@[") else {
          continue
        }
        if text.contains("<\(value)>") { told.insert(value) }
      }
    }
    #expect(told.isEmpty)
  }

  /// As many messages, deliveries and reports as before, each with the same end.
  @Test func joinsStayExact() throws {
    let (plain, covered) = try records(of: "qmail-message")
    #expect(try overall(plain.output) == overall(covered.output))
    #expect(plain.output != covered.output)
  }

  /// Names in quotes, in hexadecimal, in accounts and in the names of block lists.
  @Test(arguments: [
    (
      #"Nov 21 00:00:01 h postfix/qmgr[7]: 5E5E8648240: from=<"ju\"dy judy"@b.example>, size=1, nrcpt=1 (queue active)"#,
      "dy"
    ),
    ("Nov 21 00:00:01 h sm-mta[7]: 6AKNZSbj000294: to=<\"maria,<60411>;x\"@d.example>, stat=Sent", "60411"),
    ("type=EXECVE msg=audit(1481076984.827:17): argc=2 a0=\"mail\" a1=6A75647940622E6578616D706C65", "judy"),
    (
      "type=EXECVE msg=audit(1481076984.827:17): argc=2 a0=\"mail\" a1=6A75647940622E6578616D706C65",
      "6A756479"
    ),
    (
      "Nov 21 00:00:01 h courierd: started,id=5D63B2.6B00D940.24B,from=<>,module=local,host=judy!!2006!2006!/home/judy!!,addr=<judy>",
      "judy"
    ),
    ("Nov 21 00:00:01 h frobd[7]: listed: 9.2.0.192.bl.example", "9.2.0.192"),
    (
      "Nov 21 00:00:01 h sudo: judy : TTY=pts/1 ; PWD=/home/judy ; USER=root ; COMMAND=/bin/ls /home/judy",
      "judy"
    ),
  ])
  func nothingOfThemIsLeft(_ line: String, _ name: String) throws {
    let outcome = try covered([line])
    #expect(!outcome.lines[0].contains(name))
  }

  /// A user named as a word of sshd's does not make its messages unknown.
  @Test(arguments: ["port", "from", "password", "invalid"])
  func wordsOfProgramsStay(_ user: String) throws {
    let outcome = try covered([
      "Nov 21 00:00:01 h sshd[7]: Failed password for invalid user \(user) from 192.0.2.9 port 7 ssh2"
    ])
    let classed = try pipe([("logclass", [])], input: outcome.output)[0]
    #expect(classed.lines[0].contains("Failed password for invalid user p"))
    #expect(!classed.lines[0].contains("\"class\":\"unknown\""))
  }

  private func covered(_ lines: [String]) throws -> Outcome {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = folder.appending(path: "key")
    try Data("a key of more than sixteen bytes".utf8).write(to: key)
    return try Program.tool("lognorm").run(
      ["-Y", "2026", "-P", key.path], input: Data(lines.joined(separator: "\n").utf8))
  }

  @Test func anOpenKeyIsToldOf() throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = folder.appending(path: "key")
    try Data("a key of more than sixteen bytes".utf8).write(to: key)
    for (mode, isTold) in [(0o600, false), (0o640, false), (0o644, true)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key.path)
      let outcome = try Program.tool("lognorm").run(["-P", key.path])
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("may be read by anybody") == isTold)
    }
    #expect(try Program.tool("lognorm").run(["-P", folder.appending(path: "none").path]).status == 111)
  }

  @Test func aShortKeyIsRefused() throws {
    let outcome = try Program.tool("lognorm").run(["-P", "/dev/null"])
    #expect(outcome.status == 100)
    #expect(outcome.errors.contains("a key has 16 at least"))
  }

  private func overall(_ records: Data) throws -> Data {
    try #require(
      try pipe([("logclass", []), ("flowjoin", []), ("logstats", ["-t", "overall"])], input: records).last
    ).output
  }

  private func records(of example: String) throws -> (plain: Outcome, covered: Outcome) {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = folder.appending(path: "key")
    try Data("a key of more than sixteen bytes".utf8).write(to: key)
    let log = Place.tests.appending(path: "Golden/lognorm/\(example)/in.log").path
    let lognorm = Program.tool("lognorm")
    let options = ["-z", "UTC", "-N", "1795219852"]
    return (try lognorm.run(options + [log]), try lognorm.run(["-P", key.path] + options + [log]))
  }
}

import Foundation
import Support
import Testing

/// How the input was cut into reads changes nothing.
@Test(arguments: 1...6)
func chunksChangeNothing(seed: UInt64) throws {
  var random = Seeded(seed)
  let input = Joining.data(Joining.log)
  let process = Process()
  let (source, sink) = (Pipe(), Pipe())
  process.executableURL = Program.tool("flowjoin").file
  process.standardInput = source
  process.standardOutput = sink
  process.standardError = FileHandle.nullDevice
  try process.run()
  var rest = input[...]
  while !rest.isEmpty {
    let chunk = rest.prefix(Int.random(in: 1...4_000, using: &random))
    rest = rest.dropFirst(chunk.count)
    try source.fileHandleForWriting.write(contentsOf: Data(chunk))
    if Bool.random(using: &random) { usleep(300) }
  }
  try source.fileHandleForWriting.close()
  let output = try sink.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  #expect(Joining.lines(output) == (try Joining.join(input)))
}

/// Two hosts with the same ids in one log: each gives what it gives alone.
@Test(arguments: 1...6)
func hostsDoNotMeet(seed: UInt64) throws {
  var random = Seeded(seed)
  let log = Joining.log.filter { $0.hasPrefix("{\"type\":\"event\",\"time\"") && !$0.contains("\"host\"") }
  let hosts = ["ash", "oak", "elm"].map { host in
    log.map { $0.replacing("\"app\":", with: "\"host\":\"\(host)\",\"app\":", maxReplacements: 1) }
  }
  var rest = hosts.map { $0[...] }
  var mixed: [String] = []
  while let host = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
    mixed.append(rest[host].removeFirst())
  }
  let alone = try hosts.flatMap { Joining.records(try Joining.join($0)) }
  #expect(Joining.records(try Joining.join(mixed)).sorted() == alone.sorted())
}

/// in = passed + consumed, out = passed + all that was written besides; with and without -a.
@Test(arguments: [[], ["-a"]])
func countersAddUp(arguments: [String]) throws {
  for input in [Joining.host, Joining.data(Joining.log), Data()] {
    let lines = try Joining.join(input, arguments)
    let counters = try Joining.counters(lines)
    let written = ["passed", "deliveries", "messages", "rejects", "sessions"].map { counters[$0]! }
    #expect(counters["in"]! == counters["passed"]! + counters["consumed"]!)
    #expect(counters["out"]! == written.reduce(0, +))
    #expect(counters["out"]! == Joining.records(lines).count)
    #expect(counters["in"]! == Joining.records(Joining.lines(input)).count)
    for type in ["delivery", "message", "reject", "session"] {
      let name = type == "delivery" ? "deliveries" : type + "s"
      let passed = Joining.lines(input).filter { $0.hasPrefix("{\"type\":\"\(type)\"") }.count
      #expect(lines.filter { $0.hasPrefix("{\"type\":\"\(type)\"") }.count == counters[name]! + passed)
    }
  }
}

/// All ids of deliveries, messages and sessions differ, and do not depend on the run.
@Test func idsAreUnique() throws {
  let lines = try Joining.join(Joining.host)
  var seen: Set<String> = []
  for line in lines where !line.hasPrefix("{\"type\":\"e") && !line.hasPrefix("{\"type\":\"reject\"") {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as! [String: Any]
    #expect(seen.insert("\(object["type"]!) \(object["id"]!)").inserted)
  }
  #expect(seen.count > 5_000)
}

/// What is not UTF-8 is no record: it passes as it is and spoils nothing.
@Test func bytesThatAreNoTextPass() throws {
  var odd = Data(#"{"type":"event","time":"2026-11-21T00:00:01Z","queue_id":""#.utf8)
  odd.append(contentsOf: [0xF4, 0x31])
  odd.append(Data("\",\"class\":\"mail.queue.new\",\"severity\":\"info\"}\n".utf8))
  let outcome = try Program.tool("flowjoin").run(input: odd)
  #expect(outcome.output.starts(with: odd))
  #expect(try Joining.counters(Joining.lines(outcome.output))["malformed"] == 1)
}

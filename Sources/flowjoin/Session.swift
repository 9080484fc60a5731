import Lines
import MailRecord
import Timestamps

/// So many connections of one client are looked at when a login does not say which it is.
private let few = 32

/// A connection that is open.
struct Session {
  let queue: Int
  let line: Int
  let start: Instant
  /// Process id | app | mta, client | local | auth.
  var parts: Parts
  /// Its place in `clientTable`, -1 when no address is known.
  var client = -1
  var isOpen = true
}

/// Connections come, are let in, say who they are, and end. A connection is known by host and process id.
extension Joiner {
  mutating func openSession(
    _ line: borrowing Span<UInt8>, _ time: Instant, to output: inout Output
  ) -> Bool {
    guard let pid = number(.pid, line) else { return mismatch() }
    let place = hostQueue(line)
    let isFirst = reader.holds(.class, "mail.connection.open", in: line)
    var known = sessionTable.find(line.extracting(pid), in: place)
    if isFirst, let old = known {
      writeOpenSession(old, isState: false, to: &output)
      forgetSession(old)
      known = nil
    }
    _ = known.map { renew($0, line) } ?? begin(line.extracting(pid), line, place, time, at: lines)
    return true
  }

  mutating func begin(
    _ pid: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ place: Int, _ start: Instant, at: Int
  ) -> Int {
    let slot = sessionTable.slot(of: pid, in: place)
    let parts = gather(.session, line)
    sessions.put(Session(queue: place, line: at, start: start, parts: parts), at: slot)
    noteClient(slot, line)
    return slot
  }

  private mutating func renew(_ slot: Int, _ line: borrowing Span<UInt8>) -> Int {
    sessions[slot].parts = gather(.session, line, over: sessions[slot].parts)
    noteClient(slot, line)
    return slot
  }

  /// An event of another kind may know more of the connection with its process id.
  mutating func describeSession(_ line: borrowing Span<UInt8>) {
    guard let pid = number(.pid, line),
      let slot = sessionTable.find(line.extracting(pid), in: hostQueue(line))
    else { return }
    sessions[slot].parts = gather(.session, line, over: sessions[slot].parts, from: 2)
  }

  private mutating func noteClient(_ slot: Int, _ line: borrowing Span<UInt8>) {
    guard sessions[slot].client < 0, let address = reader.range(.client_address) else { return }
    let client = clientTable.slot(of: line.extracting(address), in: sessions[slot].queue)
    if client == clients.count { clients.append(Chain()) }
    sessions[slot].client = client
    clientLinks.append(slot, to: &clients[client])
  }

  mutating func closeSession(
    _ line: borrowing Span<UInt8>, _ time: Instant, to output: inout Output
  ) -> Bool {
    guard let pid = number(.pid, line),
      let slot = sessionTable.find(line.extracting(pid), in: hostQueue(line))
    else { return mismatch() }
    let start = sessions[slot].start
    counters.sessions &+= 1
    writeHead(slot, end: time, isState: false, to: &output)
    writer.copy(.exit_status, reader, line, to: &output)
    writer.write(.duration, seconds: time.total &- start.total, to: &output)
    writer.end(&output)
    forgetSession(slot)
    return true
  }

  /// Ties a login to the open connection with its process id, or else to the latest one of its client. The event is
  /// passed on, it is a fact of its own.
  mutating func logIn(_ line: borrowing Span<UInt8>) -> Bool {
    guard reader.has(.auth_user) || reader.has(.auth_method), let slot = session(line) else { return false }
    sessions[slot].parts = gather(.session, line, over: sessions[slot].parts, from: 4)
    return false
  }

  private mutating func session(_ line: borrowing Span<UInt8>) -> Int? {
    let place = hostQueue(line)
    let client = reader.range(.client_address).flatMap { clientTable.find(line.extracting($0), in: place) }
    if let pid = number(.pid, line), let slot = sessionTable.find(line.extracting(pid), in: place),
      client == nil || sessions[slot].client == client
    {
      return slot
    }
    return client.map { latestSession(of: $0, line) }
  }

  /// The latest connection of a client, better one whose protocol the event's service names (`vchkpw-pop3`).
  private func latestSession(of client: Int, _ line: borrowing Span<UInt8>) -> Int {
    let service = reader.range(.service) ?? reader.range(.protocol) ?? 0..<0
    var slot = clients[client].last
    for _ in 0..<few where slot >= 0 {
      if let spoken = spoken(pool.bytes(sessions[slot].parts, 3)),
        let at = line.position(of: spoken, from: service.lowerBound), at < service.upperBound
      {
        return slot
      }
      slot = clientLinks.before(slot)
    }
    return clients[client].last
  }

  private mutating func forgetSession(_ slot: Int) {
    let client = sessions[slot].client
    if client >= 0 {
      clientLinks.remove(slot, from: &clients[client])
      if clients[client].first < 0 { clientTable.remove(client) }
    }
    pool.free(sessions[slot].parts.block)
    sessions[slot].isOpen = false
    sessionTable.remove(slot)
  }

  mutating func writeOpenSession(_ slot: Int, isState: Bool, to output: inout Output) {
    if !isState { counters.sessions &+= 1 }
    writeHead(slot, end: nil, isState: isState, to: &output)
    writer.write(.complete, false, to: &output)
    writer.end(&output)
  }

  /// From `type` to the login.
  private mutating func writeHead(_ slot: Int, end: Instant?, isState: Bool, to output: inout Output) {
    let session = sessions[slot]
    writer.begin("session", to: &output)
    output.append(",\"id\":\"")
    output.append(place: queues[session.queue], pool.bytes(session.parts, 0), session.start, pool)
    output.append(UInt8(ascii: "\""))
    if let end { writer.write(.time, end, to: &output) }
    writer.write(.start, session.start, to: &output)
    if isState { writer.write(.line, UInt64(session.line), to: &output) }
    output.append(pool.bytes(queues[session.queue].fields))
    output.append(pool.bytes(session.parts, 1))
    writer.write(.pid, json: pool.bytes(session.parts, 0), to: &output)
    output.append(pool.bytes(session.parts, 2))
    if let word = spoken(pool.bytes(session.parts, 3)) { writer.write(.protocol, word, to: &output) }
    output.append(pool.bytes(session.parts, 3))
    output.append(pool.bytes(session.parts, 4))
  }

  /// What is spoken on the port that was called.
  private func spoken(_ local: borrowing Span<UInt8>) -> StaticString? {
    guard let key = local.lastPosition(of: ",\"local_port\":"), let port = local.decimal(at: key + 14) else {
      return nil
    }
    switch port.value {
    case 25, 465, 587: return "smtp"
    case 110, 995: return "pop3"
    case 143, 993: return "imap"
    case 209: return "qmtp"
    case 628: return "qmqp"
    default: return nil
    }
  }
}

import Lines
import MailRecord

/// Reads what the small POP servers say: solid-pop3d, vm-pop3d, cucipop, qpopper, popa3d, teapop.
///
///     authentication failed: no such user: adrian - 192.0.2.4
///     User 'jobs' - failed auth, from=192.0.2.4
///     authentication failure judy 192.0.2.4
///     [AUTH] Failed attempted login to judy from host (client.example) 192.0.2.4
///     Successful login for 'judy' [192.0.2.4]
///
/// The address is the last word; the user's name, the client's word, is what stands between.
/// - Source: popa3d 1.0.3's pop_root.c, pop_trans.c, auth_*.c; solid-pop3d 0.15, vm-pop3d 1.1, cucipop 1.31,
///   qpopper 4.1 and teapop 0.3 by their manual pages and by logs that their users showed.
func parsePopServer(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  record[.protocol] = .word("pop3")
  if popaShapes.read(line, text, &record) {
    if record[.auth_user] == nil { (record[.auth_user], record[.user]) = (record[.user], nil) }
    return true
  }
  guard popOpenings.stand(in: line, at: at) || line.position(of: ": -ERR ", from: at) != nil else {
    record[.protocol] = nil
    return false
  }
  let end = popAddress(line, at, &record)
  for (before, after) in popUsers {
    guard let place = line.position(of: before, from: at), place < end else { continue }
    let start = place + before.utf8CodeUnitCount
    let last = min(end + 1, line.count)
    guard let stop = after.utf8CodeUnitCount == 0 ? end : line.lastPosition(of: after, before: last) else {
      continue
    }
    if stop > start { record[.auth_user] = .slice(start..<stop) }
    break
  }
  return true
}

private let popaShapes = Shapes(
  """
  {messages:int} message{:text} ({size:int} byte{:text}) loaded
  {deleted:int} ({:int}) deleted, {messages:int} ({:int}) left
  Didn't attempt authentication
  Premature disconnect
  Connection timed out
  Another MUA active, giving up
  Stats: {user} {:int} {:int} {:int} {:int}
  Stats: {user} {:int} {:int} {:int} {:int} {client_name} {client_address:ip}
  ({:word}) POP login by user "{user:text}" at ({client_name}) {client_address:ip} [{:text}]
  ({:word}) POP login by user "{user:text}" at ({client_name}) {client_address:ip}
  ({:word}) Unable to get canonical name of client {client_address}: {reason:rest}
  [drac]: login by {user:text} from host {client_name} ({client_address:ip}) [{:text}]
  [drac]: login by {user:text} from host {client_name} ({client_address:ip})
  Timeout ({:text}) during nw read from {user:text} at {client_name} ({client_address:ip})
  {user:text} at {client_name} ({client_address:ip}): -ERR {reason:rest}
  I/O error flushing output to client {user:text} at {client_name} [{client_address:ip}]: {reason:rest}
  Servicing request from "{client_name:text}" at {client_address:ip}
  session ended for user {user:text} - {client_name:text}[{client_address:ip}]
  session ended - {client_name:text}[{client_address:ip}]
  autologout time elapsed - {client_name:text}[{client_address:ip}]
  user {user:text} authenticated - {client_name:text}[{client_address:ip}]
  authentication failed: no such user: {user:text} - {client_name:text}[{client_address:ip}]
  authentication failed for user {user:text} - {client_name:text}[{client_address:ip}]
  {user:text} [{client_address:ip}] R{messages:int}({:int}) D{deleted:int}({:int}) L{:int}({:int})
  [{client_address:ip}] {user:text} logged in ({:word})
  Caught {reason:rest}
  """)

private let popOpenings = Openings([
  "authentication ", "can't find APOP", "APOP authentication", "user ", "User ", "Session ", "connect from ",
  "Connect", "connection ", "[AUTH] ", "(v", "Stats: ", "Authentication ", "Successful login", "Failed login",
  "vm-pop3d ", "POP ", "Possible probe", "Possible ", "Login ", "login ", "logged ", "Timeout", "timeout",
  "session ", "error ", "Incoming ", "closed ", "Closed ", "Unable to ", "can't ", "Can't ", "EOF ",
  "cannot ",
])

/// What stands before and after the user's name; an empty end is the address.
private let popUsers: [(StaticString, StaticString)] = [
  ("no such user: ", " - "), ("map user name: ", " - "), (" for user ", " - "), ("User '", "' "),
  ("for user: '", "' "), ("login for '", "' "), ("authentication failure ", " "),
  ("login to ", " from host "),
  ("login by user \"", "\" at "), ("Stats: ", " "), ("Authentication passed for ", ""),
  ("Authentication failed for ", ""), ("user ", " authenticated"),
]

/// The address at the end, as `192.0.2.4`, `[192.0.2.4]` or `from=192.0.2.4`; where it begins, or the end.
private func popAddress(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Int {
  var end = line.count
  if end > at, line[end - 1] == UInt8(ascii: "]") { end -= 1 }
  var start = end
  while start > at, isAddressByte(line[start - 1]) { start -= 1 }
  guard start < end, line.isAddress(start..<end) else { return line.count }
  let address = withoutMapping(line, start..<end)
  record[.client_address] = .slice(address)
  return start
}

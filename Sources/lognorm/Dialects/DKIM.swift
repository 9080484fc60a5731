import Lines
import MailRecord
import Timestamps

/// Reads what opendkim says of a message, and of itself.
///
///     E5138648268: DKIM-Signature field added (s=s2026, d=northfield.example)
///     27D3B648312: external host host4.client4.example attempted to send as northfield.example
///     E5138648268: h.example [192.0.2.9] not internal
///
/// - Source: OpenDKIM 2.11's opendkim.c, config.c, util.c.
func parseOpenDKIM(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let message = line.milterMessage(text) else { return dkimShapes.read(line, text, &record) }
  guard dkimMessages.read(line, message.text, &record) else { return dkimShapes.read(line, text, &record) }
  record[.queue_id] = .slice(message.id)
  return true
}

/// Reads what opendmarc says of a message, and of itself; and what its reporting scripts print.
///
///     841D53012026: northfield.example none
///     1rABCD: SPF(mailfrom): example.com pass
///     ABCDEF12345 ignoring Authentication-Results at 14 from apache.example
///
/// - Source: OpenDMARC 1.4's opendmarc.c, parse.c, reports/.
func parseOpenDMARC(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let message = line.milterMessage(text) else { return dmarcShapes.read(line, text, &record) }
  guard dmarcMessages.read(line, message.text, &record) || dmarcResult(line, message.text, &record) else {
    return dmarcShapes.read(line, text, &record)
  }
  record[.queue_id] = .slice(message.id)
  return true
}

/// `example.com fail`, or behind a semicolon or in brackets more: `example.com fail; dkim=fail (bad signature)`.
private func dmarcResult(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let domain = Header.word(line, at: text.lowerBound) else { return false }
  let word = domain.next..<(line.end(from: domain.next) { $0 | 0x20 > 96 })
  guard
    word.upperBound == line.count || line.holds(";", at: word.upperBound)
      || line.holds(" (", at: word.upperBound)
  else { return false }
  for result: StaticString in ["none", "pass", "fail", "temperror", "permerror"]
  where line.extracting(word).equals(result) {
    record[.result] = .slice(word)
    return true
  }
  return false
}

extension Span where Element == UInt8 {
  /// The queue id that a message begins with, and what is said of it; a colon stands between, or none.
  fileprivate func milterMessage(_ text: Range<Int>) -> (id: Range<Int>, text: Range<Int>)? {
    let id =
      text
      .lowerBound..<(end(from: text.lowerBound) {
        $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == UInt8(ascii: "-")
      })
    guard id.count >= 5 else { return nil }
    if holds(": ", at: id.upperBound) { return (id, id.upperBound + 2..<text.upperBound) }
    return holds(" ignoring ", at: id.upperBound) ? (id, id.upperBound + 1..<text.upperBound) : nil
  }
}

/// What opendkim says behind the id of a message.
private let dkimMessages = Shapes(
  """
  DKIM-Signature field added (s={dkim_selector}, d={dkim_domain})
  DKIM-Signature header added (s={dkim_selector}, d={dkim_domain})
  VBR-Info field added{:rest}
  DKIM verification successful
  DKIM verification successful (s={dkim_selector} d={dkim_domain}{:rest}
  signature={:word} domain={dkim_domain} selector={dkim_selector} result="{result:text}"
  s={dkim_selector} d={dkim_domain} SSL {reason:rest}
  s={dkim_selector} d={dkim_domain} a={:word} SSL {reason:rest}
  SSL {reason:rest}
  external host {client_name} attempted to send as {dkim_domain:rest}
  {client_name} [{client_address}] not internal
  [{:word}] [{client_address}] not internal
  not authenticated
  not POP authenticated
  no MTA name match (host={:text}, MTA={:text})
  no macros match
  no signing domain match for '{dkim_domain:text}'
  no signing subdomain match for '{dkim_domain:text}'
  no signing keylist match for '{:text}'
  no signing table match for '{:text}'
  no signature data
  no reputation data available for {:rest}
  mode select: {:rest}
  bad signature data
  key data is not secure: {reason:rest}
  key retrieval failed (s={dkim_selector}, d={dkim_domain}): {reason:rest}
  key retrieval failed (s={dkim_selector}, d={dkim_domain}){:rest}
  key retrieval failed: {reason:rest}
  key retrieval failed{:rest}
  key revoked (s={dkim_selector}, d={dkim_domain})
  signature processing failed: {reason:rest}
  signature generation error: {reason:rest}
  signature verification failed: {reason:rest}
  signature verification failed{:rest}
  signing table references unknown key '{:text}'
  skipping signing of mail to '{recipient:text}'
  domain '{:text}' exempted, accepting
  ignoring {:int} signature{:rest}
  ignoring signature from {dkim_domain:rest}
  message has signatures from {:rest}
  BodyLengthDB matched {:text}, signing with l= requested
  RFC5322 header requirement error
  allowed by reputation of {:rest}
  blocked by reputation of {:rest}
  rate limit for {:rest}
  reputation query for {:rest}
  can't {:rest}
  cannot find identity header {:rest}
  curl_easy_{:rest}
  dkim_{:rest}
  dkimf_{:rest}
  error handling VBR information{:rest}
  error loading key '{:text}'
  error reading signing table
  failed to {:rest}
  fdopen(): {reason:rest}
  malloc(): {reason:rest}
  mkstemp(): {reason:rest}
  overflow parsing "{:rest}
  pclose(): {reason:rest}
  popen(): {reason:rest}
  smfi_{:rest}
  strdup(): {reason:rest}
  stat(): {reason:rest}
  open(): {reason:rest}
  read(): {reason:rest}
  read() wrong size {:rest}
  syntax error: {reason:rest}
  internal error from libopendkim: {reason:rest}
  resource unavailable: {reason:rest}
  {:word} header add failed
  {:word} header remove failed
  {:word} internal error from libopendkim: {reason:rest}
  {:word} resource unavailable: {reason:rest}
  """)

/// What a milter of this family says of itself.
private let milterShapes: StaticString = """
  {:word} Filter v{:word} starting ({:rest}
  {:word} Filter v{:word} terminating with status {:int}, errno = {:int}
  {:word} v{:word} starting ({:rest}
  {:word} v{:word} terminating with status {:int}, errno = {:int}
  {:word} Filter: {:rest}
  WARNING: {reason:rest}
  [child] sigaction(): {reason:rest}
  [parent] {:rest}
  additional trusted authentication services: {:rest}
  implicit authentication service: {:rest}
  can't {:rest}
  configuration reloaded from {path:rest}
  exited with status {:rest}
  error {:rest}
  failed to {:rest}
  fork(): {reason:rest}
  ignoring connection from {client_name:rest}
  ignoring header field '{:text}'
  ignoring reload signal
  initgroups(): {reason:rest}
  kill({:int}, {:int}): {reason:rest}
  malloc(): {reason:rest}
  maximum restart {:rest}
  message requeueing (internal error)
  mlfi_negotiate(): {reason:rest}
  no such group or gid '{:text}'
  no such user or uid '{:text}'
  prctl(): {reason:rest}
  pthread_{:rest}
  regexec() failed
  setgid(): {reason:rest}
  setuid(): {reason:rest}
  smfi_{:rest}
  socket cleanup failed: {reason:rest}
  terminated with signal {:rest}
  using ChangeRootDirectory without Userid not advised
  {:word}: chdir(): {reason:rest}
  {:word}: chroot(): {reason:rest}
  {:word}: configuration error at line {:int}: {reason:rest}
  {:word}: required parameter "{:text}" missing
  {:word} malloc(): {reason:rest}
  """

private let dkimShapes = Shapes(
  milterShapes,
  """
  KeyTable entry for '{:text}' {:rest}
  "X-Header" deprecated; use "SoftwareHeader" instead
  cache: {:int} quer{:rest}
  dkimf_{:rest}
  key '{:text}' could not be {:rest}
  key '{:text}' not found
  key '{:text}': {reason:rest}
  statistics recording failed
  too much header data
  verifier mode operating without rsa-sha256 support; terminating
  {:word}: settings found for deprecated value(s): {:rest}
  {:word} dkim_add_xtag() for {:rest}
  """)

/// What opendmarc says behind the id of a message.
private let dmarcMessages = Shapes(
  """
  SPF({:word}): {:text} {result}
  ARC pass, policy {:rest}
  DMARC context initialization failed
  RFC5322 requirement error: {reason:rest}
  can't extract SPF address from Authentication-Results
  ignoring Authentication-Results at {:int} from {:rest}
  ignoring invalid {:word} header "{:rest}
  ignoring mail from {:rest}
  multi-valued From field detected
  opendmarc_policy_{:rest}
  pclose() {:rest}
  popen(): {reason:rest}
  read/parse error
  smfi_{:rest}
  unable to create buffer for failure report
  unable to parse From header field
  unable to parse validated SPF address <{:text}>
  {:word} header add failed
  """)

private let dmarcShapes = Shapes(
  milterShapes,
  """
  opendmarc_policy_library_init() failed
  opendmarc: {reason:rest}
  opendmarc-reports: {:rest}
  opendmarc-import: {:rest}
  opendmarc-importstats: {:rest}
  opendmarc-expire: {:rest}
  opendmarc-params: {:rest}
  """)

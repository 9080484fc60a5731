import Lines
import MailRecord

/// Reads what MailScanner says of a message or a batch of them.
///
///     Message 7EA8E648248.A1B2C from 192.0.2.9 (a@b.example) to d.example is spam, SpamAssassin (score=12.3)
///     Requeue: 7EA8E648248.A1B2C to 93C1464
///     Infected message 7EA8E648248.A1B2C came from 192.0.2.9
///
/// - Source: MailScanner 5.5's MessageBatch.pm, Message.pm, SweepViruses.pm, SweepContent.pm, SA.pm.
func parseMailScanner(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("Message ", at: at), mailScannerMessage(line, at + 8, &record) { return true }
  guard mailScannerShapes.read(line, text, &record) else {
    return mailScannerOpenings.stand(in: line, at: at)
  }
  if line.holds("Infected message ", at: at) { record[.verdict] = .word("infected") }
  return true
}

/// `7EA8E648248.A1B2C from 192.0.2.9 (a@b.example) to d.example is spam, ...`: the sender may hold anything.
private func mailScannerMessage(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let id = at..<(line.end(from: at) { $0 > 32 })
  let address = id.upperBound + 6..<max(id.upperBound + 6, line.end(from: id.upperBound + 6) { $0 > 32 })
  guard line.holds(" from ", at: id.upperBound), line.holds(" (", at: address.upperBound),
    let close = line.lastPosition(of: ") to "), close > address.upperBound + 1
  else { return false }
  let recipient = close + 5..<(line.end(from: close + 5) { $0 > 32 })
  guard line.holds(" is ", at: recipient.upperBound) else { return false }
  record[.queue_id] = .slice(id)
  if line.isAddress(address) { record[.client_address] = .slice(address) }
  record[.sender] = .slice(address.upperBound + 2..<close)
  record[.recipient] = .slice(recipient)
  mailScannerScore(line, recipient.upperBound + 4..<line.count, &record)
  return true
}

/// `spam, SpamAssassin (not cached, score=12.3, required 6, BAYES_99 3.50)`: the word, and the score.
private func mailScannerScore(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  var word = line.end(from: range.lowerBound) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "(") }
  while word > range.lowerBound, line[word - 1] == UInt8(ascii: " ") { word -= 1 }
  record[.verdict] = .slice(range.lowerBound..<word)
  if let place = line.position(of: "score=", from: word), place < range.upperBound {
    setScore(line, place + 6, &record)
  }
  if let place = line.position(of: "required ", from: word), place < range.upperBound {
    let end = line.end(from: place + 9) { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }
    record[.required_score] = Value.number(line, place + 9..<end)
  }
}

/// How other messages begin that have no fields.
private let mailScannerOpenings = Openings([
  "\"Allow Password-Protected", "\"Always Looked Up", "7ZipUnpacker", "7z ", "7z-members", "7zipUn",
  "AV engine ",
  "Aborting due ", "About to ", "Antiword ", "Apparently invalid ", "At start of ", "Attachment size check: ",
  "Auto: Found ", "Avastd ", "Avg: ", "BUG! ", "Bad return ", "Batch: ", "Blacklist", "Calling CustomAction",
  "Can't ",
  "Checking member ", "ChooseZMOutQueueDir", "ClamD ", "Clamd", "Clearing temporary ", "Commencing ",
  "Completed ",
  "Corrupt ", "Created attachment ", "Custom Spam Scanner ", "Database ", "Debug", "Deliversilent ",
  "Disabled ",
  "Disabling ", "DisarmLinkURL ", "Disconnected ", "Disinfection", "Dodgy ", "Does not ", "Domain name ",
  "Don't know ",
  "Done ", "Either you've ", "EndSQLLogging ", "Error", "Expanding TNEF ", "FProt6d: ", "File ",
  "Files hidden ",
  "Finished ", "First Check ", "For the ", "Fsecured", "Generated line: ", "Generic Spam ", "GenericScanner",
  "Got ",
  "HTML disarming", "Header ", "I am ", "I will ", "IP : ", "IPBlock", "Ignore", "Illegal value ",
  "In CheckQueueIsFlat",
  "In Start ", "Incoming ", "Internal", "Invalid ", "JKF: ", "KSE", "KickMessage ", "LinkData ",
  "Links HTML ",
  "Localhost relay ", "Lock File", "Looked up ", "MCP ", "MSMail: ", "Making LDAP ", "Messages found ",
  "Milter: ",
  "Never heard ", "No Incoming ", "No end-of-message ", "Non-Password", "Non-password", "None of ",
  "Not locking ",
  "Noticed update ", "Partially clearing ", "Password Protected", "Password-protected ", "Pipe creation ",
  "Port : ",
  "Possible syntax ", "Postfix ", "Preparing SQL ", "Quarantin", "Queue directory ", "Queuedir ", "RBL Check",
  "RC = ",
  "Ran out ", "Remember to ", "RemoveDeletedMessages", "Returned Code ", "SAVI", "SENT : ", "SafePipe",
  "Safepipe",
  "Scan Dir ", "Scanning using ", "Sender was authenticated", "Shutting down ", "Socket : ", "Sophos",
  "Spam Actions: ",
  "Start request ", "Syntax error", "TNEF ", "The ", "Time Out", "Too many ", "Tried to ", "Trying to ",
  "UNKNOWN ERROR",
  "Un7zip", "UnPackRar", "Unexpected ", "Unknown ", "Unlinking", "Unpack", "Unrar", "Unreadable archive ",
  "Unrecognised keyword ", "Use Threads", "User's home ", "Valid RET ", "Valid Watermark ", "Value of ",
  "Viruses marked as silent", "WARNING: ", "Waiting for ", "Warned about ", "Watching modification ",
  "Will not ",
  "WriteHeader", "WriteMIMEBody", "You have ", "You need ", "You want ", "Your ", "ZM: ", "ZMOutQueueDirs ",
  "Zip file ",
  "blacklist", "body_callback: ", "calling custom ", "clam", "connect_callback: ", "envfrom_callback: ",
  "envrcpt_callback: ", "eoh_callback: ", "eom_callback: ", "fork: ", "header_callback: ", "helo_callback: ",
  "initialization: ", "linkurl ", "msmailqueuetype ", "p record handling: ", "writing to ",
])

private let mailScannerShapes = Shapes(
  """
  HTML-{verdict} tag found in message {queue_id} from {sender:rest}
  HTML Img tag found in message {queue_id} from {sender:rest}
  <A> tag found in message {queue_id} from {sender:rest}
  Reject message {queue_id} from {sender} with report {reason:rest}
  Non-delivery of {verdict}: message {queue_id} from {sender} to {recipient} with subject {subject:rest}
  Dropping message {queue_id} {reason:rest}
  Expanding TNEF archive at {path:rest}
  Too many attachments ({:int}) in {queue_id}
  Message {queue_id} from {client_address} ({sender:text}) is {verdict:rest}
  Message {queue_id} from {client_address} has {reason:rest}
  Infected message {queue_id} came from {client_address}
  Infected message {queue_id} {:rest}
  Requeue: {queue_id} to {next_queue_id}
  Spam Actions: message {queue_id} actions are {verdict:rest}
  Non-Spam Actions: message {queue_id} actions are {verdict:rest}
  Delivery of {verdict}: message {queue_id} from {sender} to {recipient} with subject {subject:rest}
  Uninfected: Delivered {messages:int} messages
  Unscanned: Delivered {messages:int} messages
  Spam Checks: Found {messages:int} spam messages
  Virus Scanning: {:text} found {:int} infections
  Virus Scanning: {:rest}
  New Batch: Scanning {messages:int} messages, {size:int} bytes
  New Batch: {:rest}
  RBL checks: {queue_id} found in {rule:rest}
  Content Checks: Detected and {:text} in {queue_id}
  Clamd::INFECTED:: {virus:text} :: {:rest}
  {:word}::INFECTED:: {virus:text} :: {:rest}
  {:word}::INFECTED::{virus:rest}
  {:text} FOUND
  Batch {:rest}
  MailScanner {:rest}
  SpamAssassin {:rest}
  Message {:rest}
  Virus {:rest}
  Virus and Content Scanning: {:rest}
  Filename Checks: {:rest}
  Filetype Checks: {:rest}
  Filetype Mime Checks: {:rest}
  Content Checks: {:rest}
  Other Checks: {:rest}
  Spam Checks: {:rest}
  Cleaned: {:rest}
  Silent: {:rest}
  Notices: {:rest}
  Sender Warnings: {:rest}
  Deleted {:rest}
  Saved {:rest}
  Archived {:rest}
  Logging {:rest}
  Using {:rest}
  Reading {:rest}
  Read {:rest}
  Connected {:rest}
  Enabling {:rest}
  Found {:rest}
  Config{:rest}
  Expired {:rest}
  Initialis{:rest}
  Initializ{:rest}
  Closing {:rest}
  Ending {:rest}
  Started {:rest}
  Starting {:rest}
  Warning: {reason:rest}
  ERROR{:rest}
  FATAL: {reason:rest}
  Cannot {reason:rest}
  Could not {reason:rest}
  Failed {reason:rest}
  Unable {reason:rest}
  Commercial {:rest}
  Bayes {:rest}
  ClamAV {:rest}
  LDAP {:rest}
  SQL {:rest}
  Process{:rest}
  Delete{:rest}
  Whitelist {:rest}
  Authenticated user auto whitelisted
  Skipping {:rest}
  Stored {:rest}
  lock.pl sees {:rest}
  Creating {:rest}
  Adding {:rest}
  Making attempt {:int} at processing message {queue_id}
  """)

/// What sort of thing an event is, whatever its class: the kinds that correlation engines tell apart.
///
///     mail.queue.new is received, mail.delivery.expanded is processing, mail.delivery.failed is an attempt
///
/// - Source: the kinds of a mail flow in CMU's EDDY/CER (received, intermediate processing, attempt, error),
///   and what logs have besides.
enum Kind: String, CaseIterable {
  case received, processing, attempt, error, access, security, system

  /// The kind of the events of a class: the row with the longest head that fits.
  init(of name: String) {
    let row = Self.heads.filter { name == $0.head || name.hasPrefix($0.head + ".") }
      .max { $0.head.utf8.count < $1.head.utf8.count }
    self = row?.kind ?? .system
  }

  private static let heads: [(head: String, kind: Kind)] = [
    ("mail", .processing),
    ("mail.alert", .error), ("mail.warning", .error), ("mail.filter.error", .error),
    ("mail.queue.new", .received), ("mail.queue.info", .received), ("mail.queue.accepted", .received),
    ("mail.queue.message_id", .received), ("mail.connection", .received), ("mail.sender", .received),
    ("mail.recipient", .received), ("mail.session", .received),
    ("mail.delivery", .attempt), ("mail.delivery.expanded", .processing),
    ("mail.reject", .security), ("mail.auth", .security), ("mail.greylist", .security),
    ("mail.policy", .security), ("mail.tls", .security), ("mail.dkim", .security), ("mail.dmarc", .security),
    ("mail.spf", .security), ("mail.filter.virus", .security), ("mail.filter.spam", .security),
    ("mail.status", .system),
    ("access", .access), ("access.login.failed", .security), ("access.warning", .error),
    ("access.alert", .error), ("session", .access),
    ("auth", .security), ("audit", .security), ("kdc", .security),
    ("service.warning", .error), ("service.alert", .error), ("dns.warning", .error), ("ntp.warning", .error),
    ("log.lost", .error),
  ]
}

extension Personal {
  /// Words that programs use where they name users. One who calls himself `port` is not to be found again in all
  /// that sshd says of ports, nor is a stranger to turn a known message into an unknown one by such a name.
  static let common = Set(words.description.split(separator: " ").map { Array($0.utf8) })

  private static let words: StaticString = """
    ACCESS ALL ALLOWED AUTH AUTHENTICATED Accept Accepted Access Account AllowGroups AllowUsers Attempted \
    Auth Authentication Authorized BAD BEGIN BLACKLIST BLACKLISTED BOM Bad CLIENT CMD CMDEND CMDOUT COMMAND \
    CONSTRAINED CWD Cannot Change Close Connection Consecutive Could DEBUG DECRYPT DELEGATION DELETE DENIED \
    DIALUP DenyGroups DenyUsers Disconnected Disconnecting Domain EARLYTALKER EDIT ENCRYPTED ENCRYPTION END \
    ERROR EXPIRED Error Executing Exit FAILED FAILURE FAILURES FOR FOUND FROM Failed Forged GID GRAYLISTED \
    IDENTICAL INSECURE ISSUE Illegal Invalid KEY LIST LOCKED LOGIN LOOKING Login MAIL MANY MATCH MISSING \
    MODE NAME NEEDED NOT Never New ORPHAN OTHER OUT PAM PREAUTH PROTOCOL PWCHANGE PWD Partial Password \
    Postponed Privilege Pubkey RBL RDNS RECIPIENT RECIPIENTS REFUSED REJECT RELAYING RELOAD REPLACE REQ \
    REQUIRED RESOLVE RHSBL ROOT Refused Reject Request Rhosts SENDER SERVER SESSION STLS Session Starting \
    Successful TGS TIMEOUT TLS TOO TRANSITION TRIES TTY TYPE Timeout Too UID UNKNOWN UNQUALIFIED USER \
    Unauthorized User WARNING WRONG Writing Wrong ZERO about access account add added adding addr address \
    administratively after aged algo allowed alted and another any are askpass attempt attempts auth \
    authenticated authenticating authentication authorized authtime auto bad because before blank but cannot \
    certificate change changed changing characters chauthtok check checking chpw claimed class client closed \
    cmd coming command configuration connection continued correct could cpu create crond current days \
    defaults delete denied deny dir directory does domain ebooted email empty encryption entries entry errno \
    error etypes exceeded executable executing exist exists exit expire expired expiry fail failed faillock \
    fails failure failures fatal file find flavor for forced found from garbled get getpw gid given granted \
    group groups has have home host hosts identify illegal incorrect indicate info information init input \
    invalid job key keys known limit limits line listed listfile local lock locked logged login long many \
    match max maximum mem member members message met modes module must name near new none nonexistent not \
    null obtain open opened origin out owned owner pam parse pass passwd password path permitted pid port \
    preauth present principal problem program prohibited public putenv ran rdns realm received record \
    refused regular rejected remove removed request required requirement reset responding restricted \
    retrieving rhost root run secs separation server service session set setgid setpw setuid shadow shell \
    should sid signature sorry source specified sss stamp stored subsystem succeed succeeded success \
    successful sudo sudoers system tally temporarily terminal the this time timed timestamp tkt transit \
    tried tty type uid unable underlying unexpected unix unknown unlock unparsable user userauth username \
    users uses valid validation vauth vchkpw vers via vpopmail was will winbind with world writable wrong \
    xpired you your
    """
}

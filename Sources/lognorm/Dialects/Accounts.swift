import Lines
import MailRecord

/// Reads what useradd and groupadd say.
///
///     new user: name=wendy, UID=3018, GID=3018, home=/home/wendy, shell=/bin/bash, from=none
///
/// - Source: the SYSLOG calls of shadow's tools in releases 4.1.5 and 4.8.1 and today's.
func parseUseradd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  useraddShapes.readOrPAM(line, text, &record)
}

/// Reads what usermod says.
///
///     add 'alice' to group 'sudo'
///
/// - Source: the SYSLOG calls of shadow's tools in releases 4.1.5 and 4.8.1 and today's.
func parseUsermod(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  usermodShapes.readOrPAM(line, text, &record)
}

/// Reads what userdel and groupdel say.
///
///     delete user 'tmp1'
///
/// - Source: the SYSLOG calls of shadow's tools in releases 4.1.5 and 4.8.1 and today's.
func parseUserdel(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  userdelShapes.readOrPAM(line, text, &record)
}

/// Reads what groupmod says.
///
///     group changed in /etc/group (group x/100, new name: y)
///
/// - Source: the SYSLOG calls of shadow's tools in releases 4.1.5 and 4.8.1 and today's.
func parseGroupmod(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  groupmodShapes.readOrPAM(line, text, &record)
}

/// Reads what passwd and chpasswd say.
///
///     password for 'niaj' changed by 'root'
///
/// - Source: the SYSLOG calls of shadow's tools in releases 4.1.5 and 4.8.1 and today's.
func parsePasswd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  passwdShapes.readOrPAM(line, text, &record)
}

/// Reads what chage, chfn, chsh, gpasswd and newgrp say.
///
///     changed user 'carol' shell to '/bin/sh'
///
/// - Source: the SYSLOG calls of shadow's tools in releases 4.1.5 and 4.8.1 and today's.
func parseChage(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  chageShapes.readOrPAM(line, text, &record)
}

private let useraddShapes = Shapes(
  """
  new user: name={user:text}, UID={uid:int}, GID={gid:int}, home={directory:text}, shell={:text}, \
  from={tty:text}
  new user: name={user:text}, UID={uid:int}, GID={gid:int}, home={directory:text}, shell={:text}
  new user: name={user:text}, uid={uid:int}, gid={gid:int}, home={directory:text}, shell={:text}
  new account added - {:text}
  home directory created - {:rest}
  running {:rest}
  failed adding user '{user:text}', {reason:rest}
  add '{user:text}' to {:text}group '{target_group:text}'
  account added to group - {:rest}
  default {:rest}
  new group: name={target_group:text}, GID={gid:int}
  new group: name={target_group:text}, gid={gid:int}{:rest}
  group added to {:text}: name={target_group:text}, GID={gid:int}
  group added to {:text}: name={target_group:text}
  new group added - {:rest}
  failed {reason:rest}
  """, accountsOddMessages)

private let usermodShapes = Shapes(
  """
  add '{user:text}' to {:text}group '{target_group:text}'
  delete '{user:text}' from {:text}group '{target_group:text}'
  change user '{user:text}' {:text} from '{:text}' to '{:text}'
  lock user '{user:text}' password
  unlock user '{user:text}' password
  change user '{user:text}' {:rest}
  change user name '{:text}' to '{user:text}'
  change '{user:text}' to '{:rest}
  change {:word} to {:rest}
  set {:rest}
  failed {reason:rest}
  """, accountsOddMessages)

private let userdelShapes = Shapes(
  """
  delete user '{user:text}'
  delete user `{user:text}'{:rest}
  remove group `{target_group:text}'{:rest}
  account deleted - {:rest}
  account removed from group - {:rest}
  group deleted{:rest}
  running {:rest}
  removed group '{target_group:text}' owned by '{user:text}'
  removed shadow group '{target_group:text}' owned by '{user:text}'
  remove group '{target_group:text}'
  removed group '{target_group:text}'
  group '{target_group:text}' removed{:rest}
  delete '{user:text}' from {:text}group '{target_group:text}'
  user removed: name={user:rest}
  {:text} not removed{:rest}
  failed {reason:rest}
  could not remove {reason:rest}
  """, accountsOddMessages)

private let groupmodShapes = Shapes(
  """
  user '{user:text}' added by {login_user} to group '{group:text}'
  user '{user:text}' removed by {login_user} from group '{group:text}'
  delete {:text} line '{:text}'
  add group '{group:text}' to '{:text}'
  file {path} edited
  new group: name={target_group:text}, GID={gid:int}
  new group: name={target_group:text}, gid={gid:int}{:rest}
  group added to {:text}: name={target_group:text}, GID={gid:int}
  group added to {:text}: name={target_group:text}
  new group added - {:rest}
  failed {reason:rest}
  group changed in {:text} (group {target_group:text}, new {:text})
  change {:rest}
  """, accountsOddMessages)

private let passwdShapes = Shapes(
  """
  password for '{user:text}' changed by '{login_user:text}'
  password for `{user:text}' changed by `{login_user:text}'
  password changed - {:rest}
  password for {user:text} change failed{:rest}
  can't {reason:rest}
  {user:text}: {reason:rest}
  {:text} denied{:rest}
  """, accountsOddMessages)

private let chageShapes = Shapes(
  """
  changed user '{user:text}' {:rest}
  changed password expiry for {user}
  changed {:rest}
  user {user:text} added by {login_user:text} to group {target_group}
  user {user:text} removed by {login_user:text} from group {target_group}
  add member {user:text} to group {target_group:text} by {login_user:text}
  remove member {user:text} from group {target_group:text} by {login_user:text}
  set {:rest}
  members of group {target_group:text} set by {user:text} to {:rest}
  user '{user:text}' (login {:rest}
  Invalid password for group {target_group:text} from {user:text}
  can't {reason:rest}
  """, accountsOddMessages)

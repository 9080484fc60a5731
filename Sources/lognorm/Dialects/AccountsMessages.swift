/// What shadow's tools say when something goes wrong, and what the rarer of them do.
let accountsOddMessages: StaticString = """
  cannot open {path}
  cannot lock {path}
  failed to unlock {path}
  failed {reason:rest}
  failure while writing changes to {path}
  failure while closing read-only {path}
  Cannot determine the user name of the caller (UID {uid:int})
  useradd defaults: GROUP={:int}, HOME={:text}, SHELL={:text}, INACTIVE={:int}, EXPIRE={:text}, \
  SKEL={:text}, CREATE_MAIL_SPOOL={:text}, LOG_INIT={:rest}
  useradd defaults: GROUP={:int}, HOME={:text}, SHELL={:text}, INACTIVE={:int}, EXPIRE={:text}, \
  SKEL={:text}, CREATE_MAIL_SPOOL={:rest}
  change admin '{:text}' to '{:text}' in shadow group '{:text}'
  Cannot remove {:text}: {reason:rest}
  group changed in {:text} ({:text})
  root is not authorized by SELinux to change the password of {:rest}
  Failed to crypt password with previous salt of user '{:text}'
  incorrect password for {:rest}
  now < minimum age for '{:text}'
  password locked for '{:text}'
  {:text} is not authorized to change the password of {:rest}
  administrators of group {:text} set by {:text} to {:rest}
  password of group {:text} removed by {:rest}
  password of group {:text} changed by {:rest}
  access to group {:text} restricted by {:rest}
  {:text} failed to add user {:text} to group {:rest}
  {:text} failed to remove user {:text} from group {:rest}
  {:text} failed to remove password of group {:rest}
  {:text} failed to restrict access to group {:rest}
  {:text} failed to set the administrators of group {:text} to {:rest}
  {:text} failed to set the members of group {:text} to {:rest}
  {:text} failed to change password of group {:rest}
  Failed to crypt password with previous salt of group '{:text}'
  unknown GID '{:int}' used by user '{:text}'
  GID '{:int}' does not exist
  """

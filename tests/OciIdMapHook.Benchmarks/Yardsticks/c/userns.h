#ifndef USERNS_H
#define USERNS_H

/* A descriptor of a new user namespace with these lines of uid_map and gid_map. */
int make_user_namespace(const char *uid_map, const char *gid_map);

#endif

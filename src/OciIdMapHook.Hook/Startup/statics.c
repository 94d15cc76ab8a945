/* Each class with static references has an object that holds them: several hundred, made one by one before Main in the heap for
   what never moves, which looks for room through its free lists every time and takes a fifth of the start. Here they lie one
   after the other in the usual heap, and a handle keeps each where it is (RhAllocateNewObject, InitializeStatics in the runtime's
   StartupCodeHelpers). */
#include <stddef.h>
#include <stdint.h>

enum { NEVER_MOVES = 64, PINNED = 3 };

void __real_RhAllocateNewObject(void *type, uint32_t flags, void **object);
void *RhpHandleAlloc(void *object, int kind);

void __wrap_RhAllocateNewObject(void *type, uint32_t flags, void **object)
{
    if (flags == NEVER_MOVES) {
        __real_RhAllocateNewObject(type, 0, object);
        if (*object == NULL || RhpHandleAlloc(*object, PINNED) != NULL)
            return;
    }
    __real_RhAllocateNewObject(type, flags, object);
}

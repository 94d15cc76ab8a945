/* What the processor can do. The runtime asks the processor itself, six times, and a virtual machine's host answers each time (5
   us). The C library has asked already. */
#include <stdbool.h>

int __real_minipal_getcpufeatures(void);

#if defined(__x86_64__)
#include <sys/platform/x86.h>

/* What the compiler took for granted, in the runtime's own bits; it writes this into every executable. */
extern const int g_requiredCpuFeatures;

/* x86-64-v2 (System V ABI, AMD64 supplement, "Micro-Architecture Levels"), which .NET takes for granted at most unless told
   otherwise. */
static bool has_what_is_taken_for_granted(void)
{
    return CPU_FEATURE_ACTIVE(CMPXCHG16B) && CPU_FEATURE_ACTIVE(POPCNT) && CPU_FEATURE_ACTIVE(SSE3) && CPU_FEATURE_ACTIVE(SSSE3)
        && CPU_FEATURE_ACTIVE(SSE4_1) && CPU_FEATURE_ACTIVE(SSE4_2);
}

/* No more than that is said to be there: wide vectors gain nothing on documents of a few kilobytes. A processor without it is
   left to the runtime's own check. */
int __wrap_minipal_getcpufeatures(void)
{
    return has_what_is_taken_for_granted() ? g_requiredCpuFeatures : __real_minipal_getcpufeatures();
}
#else
int __wrap_minipal_getcpufeatures(void)
{
    return __real_minipal_getcpufeatures();
}
#endif

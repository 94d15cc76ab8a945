using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

internal static class Architecture
{
    internal static bool IsArm64 => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64;
}

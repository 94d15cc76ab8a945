using System.Text;
using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Preparing;
using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook;

/// <summary>What the executable is asked to do.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan PatienceForState = TimeSpan.FromSeconds(2);

    private const string Help = """
        usage: oci-idmap-hook [--config FILE] [createRuntime | prestart | precreate]
               oci-idmap-hook --version | --help

        An OCI runtime hook. It reads the container's state from standard input and, where the container has a user
        namespace and a root filesystem that belongs to ids of the container, remounts that root filesystem idmapped in
        the container's mount namespace: its files then belong to the container's own ids, and nothing is copied or chowned.

        Volumes that config.json wants idmapped (uidMappings and gidMappings, options idmap and ridmap) become so where the
        runtime, as runc before 1.2, has ignored it.

        It is run by the runtime at the stage createRuntime or prestart; see hooks.d/oci-idmap-hook.json.
        At Podman's own stage precreate it reads the configuration from standard input, prints it as it is, and makes the mount
        points that such a root filesystem lacks: the runtime would have to make them as the container's root, before it is
        remounted.

        The annotation io.oci-idmap-hook.rootfs switches what becomes of the rootfs: auto (default), always, never.

        Defaults for all containers, and the host ids that they may be mapped to, are read from FILE, which is
        /etc/oci-idmap-hook/config.json unless told otherwise; without that file the hook does as told above. What it did
        is in /run/oci-idmap-hook/audit.jsonl; of containers without a user namespace it says nothing.

        exit status: 0 done or nothing to do, 1 the container must not start, 2 bad usage or bad input
        """;

    internal static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case [] or ["createRuntime" or "prestart"]:
                return HookRun.Run(HostConfig.DefaultPath);
            case ["--config", var path] when path.StartsWith('/'):
                return HookRun.Run(path);
            case ["--config", var path, "createRuntime" or "prestart"] when path.StartsWith('/'):
                return HookRun.Run(path);
            case ["precreate"]:
                return PreparationRun.Run(HostConfig.DefaultPath);
            case ["--config", var path, "precreate"] when path.StartsWith('/'):
                return PreparationRun.Run(path);
            case ["--config", ..]:
                return BadUsage("--config takes the absolute path of a configuration, before the stage if there is one");
            case ["--version"]:
                Write(FileDescriptor.StandardOutput, $"oci-idmap-hook {HookVersion.Text}\n");
                return ExitCode.Done;
            case ["--help" or "-h"]:
                Write(FileDescriptor.StandardOutput, Help + "\n");
                return ExitCode.Done;
            default:
                return BadUsage(
                    "unknown arguments; run it without any, or with --config FILE, createRuntime, prestart, precreate, --version "
                    + "or --help");
        }
    }

    private static int BadUsage(string what)
    {
        Write(FileDescriptor.StandardError, $"oci-idmap-hook: {what}\n");
        ReadStateAway();
        return ExitCode.BadInput;
    }

    /// <summary>A runtime writes its state whatever the hook is asked, and crun dies where nobody reads it.</summary>
    private static void ReadStateAway()
    {
        try
        {
            if (Files.Status(FileDescriptor.StandardInput).IsPipeOrSocket)
                StateReader.ReadAway(FileDescriptor.StandardInput, Deadline.After(PatienceForState));
        }
        catch (Exception exception) when (exception is LinuxException or TimeoutException)
        {
            // It has been said what is wrong.
        }
    }

    private static void Write(FileDescriptor target, string text) => Files.TryWrite(target, Encoding.UTF8.GetBytes(text));
}

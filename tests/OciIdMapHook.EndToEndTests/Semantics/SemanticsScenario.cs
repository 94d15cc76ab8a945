using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Semantics;

/// <summary>Tests of what files mean inside, on a rootfs with a folder /files that the host's root has prepared.</summary>
public abstract class SemanticsScenario : Scenario
{
    // Says who it runs as and with which effective capabilities.
    private const string Probe = """
        #include <stdio.h>
        #include <string.h>
        #include <unistd.h>
        int main(void)
        {
            char line[256];
            FILE *status = fopen("/proc/self/status", "r");
            printf("%u:%u runs as %u:%u with ", getuid(), getgid(), geteuid(), getegid());
            while (status != NULL && fgets(line, sizeof line, status) != NULL)
                if (strncmp(line, "CapEff:\t", 8) == 0)
                    fputs(line + 8, stdout);
            return 0;
        }
        """;

    private protected static string OnDisk(Container container, string name) => Path.Combine(container.Rootfs, "files", name);

    /// <param name="script">What the host's root does in /files.</param>
    /// <param name="tools">Programs of the host that the container needs, which are copied with their libraries.</param>
    private protected async Task<Container> PreparedAsync(string script, params IEnumerable<string> tools)
    {
        var container = (await ContainerAsync()).WithHook() with { MayGainPrivileges = true };
        var files = Path.Combine(container.Rootfs, "files");
        Directory.CreateDirectory(files);
        await File.AppendAllTextAsync(Path.Combine(container.Rootfs, "etc", "passwd"), "www:x:33:34::/:/bin/sh\n");
        foreach (var tool in tools)
            await OnHostAsync($"cp --dereference --parents {tool} $(ldd {tool} | grep -o '/[^ ]*') {container.Rootfs}");

        await OnHostAsync($"cd {files}\n{script}");
        return container;
    }

    /// <summary>Makes the program "probe" in /files.</summary>
    private protected async Task AddProbeAsync(Container container)
    {
        var source = Path.Combine(Folder.FullPath, "probe.c");
        await File.WriteAllTextAsync(source, Probe);
        await HostCommand.ReadAsync("gcc", "-static", "-O1", "-o", OnDisk(container, "probe"), source);
    }

    private protected static Task<string> OnHostAsync(string script) => HostCommand.ReadAsync("/bin/sh", "-e", "-c", script);
}

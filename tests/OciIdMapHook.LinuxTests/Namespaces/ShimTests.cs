using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Namespaces;

public sealed class ShimTests
{
    private static readonly string[] Flags =
        ["-std=c17", "-O2", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-fno-stack-protector", "-c"];

    [TestCase("gcc", "nm")]
    [TestCase("aarch64-linux-gnu-gcc", "aarch64-linux-gnu-nm")]
    public void It_compiles_without_a_warning_and_calls_no_library(string compiler, string symbols)
    {
        var output = Path.GetTempFileName();
        try
        {
            var compiled = HostProgram.Run(
                compiler, [.. Flags, "-o", output, Repository.Path("src/OciIdMapHook.Linux/Shim/held_child.c")]);
            Assert.That(compiled.StandardError, Is.Empty);

            var undefined = HostProgram.Run(symbols, "--undefined-only", output);
            Assert.That(undefined.StandardOutput, Is.Empty);
        }
        finally
        {
            File.Delete(output);
        }
    }
}

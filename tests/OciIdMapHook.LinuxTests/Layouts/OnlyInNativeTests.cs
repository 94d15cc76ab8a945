using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Operations;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>What the kernel defines stands in Native and nowhere else: there the headers are asked for all of it.</summary>
public sealed partial class OnlyInNativeTests
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Projects = ["OciIdMapHook.Linux", "OciIdMapHook.Remapping", "OciIdMapHook.Hook"];

    private static readonly string[] NotTheKernels = ["PodmanDatabase.Pending"]; // SQLite's

    [TestCase(typeof(Linux.Files))]
    [TestCase(typeof(BundleReader))]
    [TestCase(typeof(Installer))]
    [TestCase(typeof(HostCheck))]
    public void Functions_of_C_and_layouts_of_memory_are_declared_there(Type inAssembly) =>
        Assert.That(Declarations(inAssembly.Assembly.GetTypes()), Is.Empty);

    [Test]
    public void Constants_of_the_kernels_are_numbered_there()
    {
        var files = Projects.SelectMany(project => Sources($"src/{project}")).ToList();

        Assert.That(files.Count(file => Path.GetFileName(file) == "MountProperties.cs"), Is.EqualTo(1));
        Assert.That(
            files.SelectMany(file => Numbers(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
            Is.EquivalentTo(NotTheKernels));
    }

    [Test]
    public void Nothing_is_declared_there_that_nobody_uses()
    {
        var text = string.Concat(Sources("src/OciIdMapHook.Linux", native: true).Select(File.ReadAllText));
        var words = Word().Matches(text).CountBy(match => match.Value).ToDictionary();
        var constants = NativeDeclaration.Machines.SelectMany(one => NativeDeclaration.ConstantsIn(typeof(Native), one.Machine));
        var structs = NativeDeclaration.Machines.SelectMany(one => NativeDeclaration.StructsIn(typeof(Native), one.Machine));
        var functions = typeof(Native).GetMethods(Any).Where(one => !one.IsSpecialName && !one.Name.StartsWith('<'));
        var names = constants.Select(one => one.Name)
            .Concat(structs.Select(one => one.Name))
            .Concat(functions.Select(one => one.Name));

        Assert.That(names.Distinct().Where(name => words.GetValueOrDefault(name) == 1), Is.Empty);
    }

    [Test]
    public void A_function_and_a_layout_elsewhere_are_noticed() => Assert.That(
        Declarations([typeof(Elsewhere), .. typeof(Elsewhere).GetNestedTypes(Any)]),
        Is.EqualTo(["Elsewhere.getpid", "Sized", "Placed", "Row"]));

    [TestCase("private const int CloneFs = 0x200;", ExpectedResult = "File.CloneFs")]
    [TestCase("private const nint AfUnix = 1; // AF_UNIX", ExpectedResult = "File.AfUnix")]
    [TestCase("/// <summary>RESOLVE_BENEATH: below.</summary>\n    Beneath = 8,", ExpectedResult = "File.Beneath")]
    [TestCase("private const ulong Shared = 1 << 20; // MS_SHARED", ExpectedResult = "File.Shared")]
    [TestCase("public const int Path = Native.O_PATH; // O_PATH", ExpectedResult = "")]
    [TestCase("private const int FileMode = 0x1A4; // 0644", ExpectedResult = "")]
    [TestCase("private const int MaxBytes = 64 * 1024;", ExpectedResult = "")]
    public string A_number_elsewhere_is_noticed(string source) => string.Join(' ', Numbers("File", source));

    private static IEnumerable<string> Declarations(IEnumerable<Type> types) => types
        .Where(type => !IsNative(type) && !IsOfTheCompiler(type))
        .SelectMany(type => type.GetMethods(Any)
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .Select(method => $"{type.Name}.{method.Name}")
            .Concat(HasLayout(type) ? [type.Name] : []));

    private static bool HasLayout(Type type) => type.IsValueType && !type.IsEnum
        && (type.IsDefined(typeof(InlineArrayAttribute), inherit: false)
            || type.StructLayoutAttribute is { Value: LayoutKind.Explicit } or { Size: > 0 } or { Pack: not (0 or 8) });

    private static bool IsNative(Type? type) => type is not null && (type == typeof(Native) || IsNative(type.DeclaringType));

    private static bool IsOfTheCompiler(Type? type) =>
        type is not null && (type.Name.StartsWith('<') || IsOfTheCompiler(type.DeclaringType));

    /// <summary>
    /// Constants, and members of enumerations, with a number as the kernel writes it, or a name of C's beside it.
    /// </summary>
    private static IEnumerable<string> Numbers(string file, string source)
    {
        foreach (var groups in Constant().Matches(source).Select(match => match.Groups))
        {
            var (value, comment) = (groups["value"].Value, groups["comment"].Value);
            if (value.Contains("Native.", StringComparison.Ordinal) || Octal().IsMatch(comment))
                continue;
            if (Hexadecimal().IsMatch(value) || CName().IsMatch(groups["doc"].Value + comment))
                yield return $"{file}.{groups["name"].Value}";
        }
    }

    private static IEnumerable<string> Sources(string folder, bool native = false) => Directory
        .EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Where(file => native || !file.Contains("/Native/", StringComparison.Ordinal));

    // A constant, or what may be the member of an enumeration, with the comments before it and behind it.
    [GeneratedRegex(
        """
        (?<doc>^\ *///?[^\n]*\n)?
        ^\ *(?:(?:public|private|internal)?\ *const\ \w+\ (?<name>\w+)\ =\ (?<value>[^;"]+);
            |(?<name>[A-Z]\w*)\ =\ (?<value>-?\d\w*),)
        (?<comment>[^\n]*)
        """,
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Constant();

    [GeneratedRegex("""0x[0-9A-Fa-f]""")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("""// 0[0-7]+\b""")]
    private static partial Regex Octal();

    [GeneratedRegex("""\b_*[A-Z][A-Z0-9]*_[A-Z0-9_]+\b""")]
    private static partial Regex CName();

    [GeneratedRegex("""\w+""")]
    private static partial Regex Word();

    private static class Elsewhere
    {
        [DllImport("libc")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int getpid();

        [StructLayout(LayoutKind.Sequential, Size = 24)]
        internal struct Sized;

        [StructLayout(LayoutKind.Explicit)]
        internal struct Placed
        {
            [FieldOffset(0)]
            internal int First;
        }

        [InlineArray(2)]
        internal struct Row
        {
            private int first;
        }

        internal readonly record struct Plain(int First);
    }
}

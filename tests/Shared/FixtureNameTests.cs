using System.Reflection;

namespace OciIdMapHook.Testing;

/// <summary>A class of tests is called so, and no other is: compiled into each project of tests.</summary>
public sealed class FixtureNameTests
{
    private const string Suffix = "Tests";

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Markers =
        [typeof(NUnit.Framework.Interfaces.ITestBuilder), typeof(NUnit.Framework.Interfaces.ISimpleTestBuilder)];

    [Test]
    public void Classes_with_tests_end_in_Tests_and_no_others_do()
    {
        var types = typeof(FixtureNameTests).Assembly.GetTypes().Where(type => !type.IsNested).ToList();

        Assert.That(types.Count(HasTests), Is.GreaterThan(10));
        Assert.That(Misnamed(types), Is.Empty);
    }

    [Test]
    public void Others_are_found() =>
        Assert.That(Misnamed(typeof(FixtureNameTests).GetNestedTypes(Declared)), Is.EqualTo(["HelperTests", "Fixture"]));

    private static IEnumerable<string> Misnamed(IEnumerable<Type> types) =>
        from type in types
        where !type.Name.StartsWith('<') && HasTests(type) != type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        orderby type.MetadataToken
        select type.Name;

    private static bool HasTests(Type type) => type.GetMethods(Declared).SelectMany(method => method.CustomAttributes)
        .Any(attribute => Markers.Any(marker => marker.IsAssignableFrom(attribute.AttributeType)));

    private static class HelperTests;

    private static class Fixture
    {
        [TestCase(1)]
        public static void Tries(int number) => Assert.That(number, Is.EqualTo(1));
    }

    private static class Helper;

    private static class RightTests
    {
        [Test]
        public static void Tries() => Assert.Pass();
    }
}

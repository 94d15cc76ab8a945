using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>Parses text as the documents it stands for; in Latin-1, so that any byte can be written as <c>\xff</c>.</summary>
internal static class Json
{
    public static OciState State(string json) => OciDocuments.ParseState(Encoding.Latin1.GetBytes(json), "standard input");

    public static OciConfig Config(string json) => OciDocuments.ParseConfig(Encoding.Latin1.GetBytes(json), "/b/config.json");

    public static string StateError(string json) => Assert.Throws<DocumentException>(() => State(json))!.Message;

    public static string ConfigError(string json) => Assert.Throws<DocumentException>(() => Config(json))!.Message;
}

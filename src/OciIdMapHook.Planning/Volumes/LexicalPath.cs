namespace OciIdMapHook.Planning;

/// <summary>Paths by their text alone, as a runtime cleans a destination before it looks at the image.</summary>
internal static class LexicalPath
{
    /// <returns>The path from <c>/</c> on, without empty names, <c>.</c> and <c>..</c>; above <c>/</c> is <c>/</c>.</returns>
    public static string Clean(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/'))
        {
            if (name == ".." && names.Count > 0)
                names.RemoveAt(names.Count - 1);
            else if (name is not ("" or "." or ".."))
                names.Add(name);
        }

        return "/" + string.Join('/', names);
    }
}

namespace OciIdMapHook.Documents;

/// <summary>A document that cannot be read. The message is one line for an operator and names the document.</summary>
public sealed class DocumentException : Exception
{
    public DocumentException(string message)
        : base(message)
    {
    }

    public DocumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

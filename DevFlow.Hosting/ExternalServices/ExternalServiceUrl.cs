namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The form of an external service's address: others append paths to it.</summary>
internal static class ExternalServiceUrl
{
    public static string? Fault(Uri uri) => uri switch
    {
        { IsAbsoluteUri: false } => "it is not absolute",
        { Query.Length: > 0 } => "it has a query",
        { Fragment.Length: > 0 } => "it has a fragment",
        _ => null,
    };

    /// <param name="text">The address; it is not repeated in an error, since it may come from a secret.</param>
    /// <param name="what">What it is, for the error.</param>
    public static Uri Parse(string? text, string what)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new DistributedApplicationException($"The value of {what}, is not an absolute URL.");
        return Fault(uri) is { } fault ? throw new DistributedApplicationException($"The value of {what}, is invalid: {fault}.") : uri;
    }
}

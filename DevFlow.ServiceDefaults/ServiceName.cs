namespace DevFlow.ServiceDefaults;

/// <summary>What this service is called: OTEL_SERVICE_NAME, which the app host sets, or the application's name.</summary>
internal sealed record ServiceName(string Name)
{
    /// <summary>As the names of audit files bear it.</summary>
    public string InFiles => string.Concat(Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}

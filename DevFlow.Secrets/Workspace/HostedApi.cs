namespace DevFlow.Secrets;

/// <summary>The address of what does not run here: in hybrid and saas mode, one API for all of it.</summary>
public static class HostedApi
{
    /// <summary>
    /// <c>DEVFLOW_API_URL</c>, with its default in saas mode; null in the modes that have no hosted part, and where it is missing or is
    /// none that may be called, which <see cref="SecretsVerifier"/> reports.
    /// </summary>
    /// <param name="mode">The mode.</param>
    /// <param name="settings">The settings.</param>
    public static Uri? AddressOf(DevFlowMode? mode, DevFlowSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var url = mode switch
        {
            DevFlowMode.SaaS => settings.Get(DevFlowSettingKeys.ApiUrl, DevFlowSettingKeys.HostedApiUrl),
            DevFlowMode.Hybrid => settings.Get(DevFlowSettingKeys.ApiUrl),
            _ => null,
        };
        return url is not null && ProblemOf(url) is null ? new Uri(url) : null;
    }

    /// <summary>Where the Workflow Engine is that people's commands call: <c>DEVFLOW_API_URL</c> in every mode, else the hosted one, else this machine's.</summary>
    /// <exception cref="SettingException">The address is none that may be called, or hybrid mode lacks it.</exception>
    internal static Uri EngineOf(DevFlowMode? mode, DevFlowSettings settings)
    {
        var (url, where) = settings.Find(DevFlowSettingKeys.ApiUrl);
        if (url is null && mode is DevFlowMode.Hybrid)
            throw new SettingException(DevFlowSettingKeys.ApiUrl, where, "set, and hybrid mode needs it");
        if (url is not null && ProblemOf(url) is { } problem)
            throw new SettingException(DevFlowSettingKeys.ApiUrl, where, $"an address that may be called: it is {problem}");
        url ??= mode is DevFlowMode.SaaS ? DevFlowSettingKeys.HostedApiUrl : $"http://localhost:{settings.GetInt("WORKFLOW_ENGINE_PORT")}";
        return new Uri(url);
    }

    /// <summary>What is wrong with an address, to stand after "is"; null when it may be called.</summary>
    internal static string? ProblemOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address switch
    {
        { Scheme: not ("https" or "http") } => "not an http or https URL",
        // Service discovery hands on a scheme, a host and a port, and nothing else.
        { UserInfo.Length: > 0 } or { PathAndQuery: not "/" } or { Fragment.Length: > 0 } => "more than a scheme, a host and a port",
        { Scheme: "http", IsLoopback: false } => "plain http to another machine: DEVFLOW_API_KEY would travel in the clear",
        _ => null,
    }
    : "not an http or https URL";
}

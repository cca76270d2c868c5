namespace DevFlow.Secrets;

/// <summary>Where a part of the platform is hosted, its address is one that DEVFLOW_API_KEY may be sent to.</summary>
internal static class HostedApiRules
{
    public static IEnumerable<Finding> Check(DevFlowMode mode, DevFlowSettings settings)
    {
        var (url, where) = settings.Find(DevFlowSettingKeys.ApiUrl);
        if (mode is DevFlowMode.Hybrid or DevFlowMode.SaaS && url is not null && HostedApi.ProblemOf(url) is { } problem)
        {
            yield return new Finding(
                FindingSeverity.Error, "api-url", where, DevFlowSettingKeys.ApiUrl, $"DEVFLOW_API_URL is {problem}",
                $"write such as {DevFlowSettingKeys.HostedApiUrl}");
        }
    }
}

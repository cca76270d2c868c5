namespace DevFlow.Secrets;

/// <summary>1Password Connect's settings must not contradict each other.</summary>
internal static class ConnectRules
{
    public static IEnumerable<Finding> Check(DevFlowSettings settings)
    {
        var (url, urlWhere) = settings.Find(DevFlowSettingKeys.ConnectUrl);
        var (host, hostWhere) = settings.Find(DevFlowSettingKeys.ConnectHost);
        if (url is not null && host is not null && !ConnectEndpoints.AreSame(url, host))
        {
            yield return new Finding(
                FindingSeverity.Error, "connect-url-conflict", urlWhere, DevFlowSettingKeys.ConnectUrl,
                $"OP_CONNECT_URL and OP_CONNECT_HOST ({hostWhere}) are two names of one setting, and differ", "keep one of them");
        }

        var (token, tokenWhere) = settings.Find(DevFlowSettingKeys.ConnectToken);
        if (SecretReference.LooksLikeReference(token))
        {
            yield return new Finding(
                FindingSeverity.Error, "connect-token-reference", tokenWhere, DevFlowSettingKeys.ConnectToken,
                "OP_CONNECT_TOKEN is an op:// reference, but it is what opens 1Password in the first place", "set the token itself");
        }
    }
}

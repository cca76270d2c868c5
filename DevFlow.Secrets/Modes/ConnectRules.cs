namespace DevFlow.Secrets;

/// <summary>1Password Connect's settings must not contradict each other, nor send the token where others can read it.</summary>
internal static class ConnectRules
{
    public static IEnumerable<Finding> Check(DevFlowSettings settings)
    {
        var (url, urlWhere) = settings.Find(DevFlowSettingKeys.ConnectUrl);
        var (host, hostWhere) = settings.Find(DevFlowSettingKeys.ConnectHost);
        var agree = url is null || host is null || ConnectEndpoints.AreSame(url, host);
        if (!agree)
        {
            yield return new Finding(
                FindingSeverity.Error, "connect-url-conflict", urlWhere, DevFlowSettingKeys.ConnectUrl,
                $"OP_CONNECT_URL and OP_CONNECT_HOST ({hostWhere}) are two names of one setting, and differ", "keep one of them");
        }

        foreach (var finding in CheckPlainHttp(DevFlowSettingKeys.ConnectUrl, url, urlWhere))
            yield return finding;
        if (url is null || !agree)
        {
            foreach (var finding in CheckPlainHttp(DevFlowSettingKeys.ConnectHost, host, hostWhere))
                yield return finding;
        }

        var (token, tokenWhere) = settings.Find(DevFlowSettingKeys.ConnectToken);
        if (SecretReference.LooksLikeReference(token))
        {
            yield return new Finding(
                FindingSeverity.Error, "connect-token-reference", tokenWhere, DevFlowSettingKeys.ConnectToken,
                "OP_CONNECT_TOKEN is an op:// reference, but it is what opens 1Password in the first place", "set the token itself");
        }
    }

    // Addresses that cannot be read are a finding of their own.
    private static IEnumerable<Finding> CheckPlainHttp(string key, string? urls, string where) =>
        !ConnectEndpoints.TryParse(urls, out var endpoints, out _) ? [] : endpoints
            .Where(endpoint => endpoint.Scheme == Uri.UriSchemeHttp && !ConnectReach.StaysNear(endpoint))
            .Select(endpoint => endpoint.Host).Distinct(StringComparer.Ordinal)
            .Select(name => new Finding(
                FindingSeverity.Warning, "connect-plain-http", where, key,
                $"{key} speaks http to {name}, beyond this machine and its container network: the token and every secret can be read on the way",
                "write https, and give Connect a certificate (OP_TLS_CERT_FILE and OP_TLS_KEY_FILE) or put TLS before it"));
}

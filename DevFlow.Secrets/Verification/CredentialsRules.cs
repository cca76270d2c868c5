namespace DevFlow.Secrets;

/// <summary>
/// The credentials that 1Password Connect starts with, where settings name them. Only on premises does the platform start Connect: elsewhere
/// their faults stop nothing, and OP_SESSION may well be the op tool's, which keeps its sign-in under such a name.
/// </summary>
internal static class CredentialsRules
{
    public static IEnumerable<Finding> Check(DevFlowMode? mode, DevFlowSettings settings, string root)
    {
        var file = settings.Get(DevFlowSettingKeys.CredentialsFile);
        var session = settings.Get(DevFlowSettingKeys.Session);
        if (file is null && session is null)
            return [];
        return ConnectCredentials.Check(file, session, root).Select(finding => finding with
        {
            Severity = mode is DevFlowMode.OnPrem || finding.Severity is not FindingSeverity.Error ? finding.Severity : FindingSeverity.Warning,
            Where = finding.Where == finding.Key ? settings.Find(finding.Key).Where : finding.Where,
        });
    }
}

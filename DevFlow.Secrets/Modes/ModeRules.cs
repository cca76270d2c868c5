namespace DevFlow.Secrets;

/// <summary>
/// What each mode demands: which keys there must be, what may stand in .env, which switches are refused. The table is section 4 of
/// the design.
/// </summary>
internal static class ModeRules
{
    public static IEnumerable<Finding> Check(ModeCheck check)
    {
        IEnumerable<Finding> always = [.. ConnectRules.Check(check.Settings), .. PortRules.Check(check.Settings)];
        if (check.Mode is not { } mode)
            return [UnknownMode(check.Settings), .. RequiredKeyRules.CheckPlaceholders(mode: null, check), .. always];
        return
        [
            .. RequiredKeyRules.CheckSettings(mode, check.Settings),
            .. RequiredKeyRules.CheckKeys(mode, check),
            .. RequiredKeyRules.CheckPlaceholders(mode, check),
            .. DotEnvContentRules.Check(mode, check),
            .. SwitchRules.Check(mode, check.Settings),
            .. HostedApiRules.Check(mode, check.Settings),
            .. always,
        ];
    }

    private static Finding UnknownMode(DevFlowSettings settings) => new(
        FindingSeverity.Error, "mode-unknown", settings.Find(DevFlowSettingKeys.Mode).Where, DevFlowSettingKeys.Mode,
        "DEVFLOW_MODE names no mode that there is", $"write one of {DevFlowModes.Names}");
}

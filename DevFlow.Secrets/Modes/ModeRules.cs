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
            .. RequiredKeyRules.CheckHosted(mode, check.Settings),
            .. RequiredKeyRules.CheckConnect(mode, check.Settings),
            .. RequiredKeyRules.CheckKeys(mode, check),
            .. RequiredKeyRules.CheckPlaceholders(mode, check),
            .. DotEnvContentRules.Check(mode, check),
            .. SwitchRules.Check(mode, check.Settings),
            .. HostedApiRules.Check(mode, check.Settings),
            .. always,
        ];
    }

    /// <summary>The rules that hold where nothing is started, as while publishing: what is secret becomes an input there.</summary>
    public static IEnumerable<Finding> CheckSettings(DevFlowMode? mode, DevFlowSettings settings) => mode is { } known
        ? [.. RequiredKeyRules.CheckHosted(known, settings), .. HostedApiRules.Check(known, settings), .. PortRules.Check(settings)]
        : [UnknownMode(settings), .. PortRules.Check(settings)];

    private static Finding UnknownMode(DevFlowSettings settings) => new(
        FindingSeverity.Error, "mode-unknown", settings.Find(DevFlowSettingKeys.Mode).Where, DevFlowSettingKeys.Mode,
        "DEVFLOW_MODE names no mode that there is", $"write one of {DevFlowModes.Names}");
}

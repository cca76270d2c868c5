namespace DevFlow.Secrets;

/// <summary>Switches that open doors are for local mode alone.</summary>
internal static class SwitchRules
{
    public static IEnumerable<Finding> Check(DevFlowMode mode, DevFlowSettings settings)
    {
        if (mode is DevFlowMode.Local)
            yield break;
        foreach (var key in (string[])[DevFlowSettingKeys.DebugMode, DevFlowSettingKeys.SkipAuth])
        {
            var (value, where) = settings.Find(key);
            if (value is not null && SettingKey.TryBoolean(value, out var on) && on)
            {
                yield return new Finding(
                    FindingSeverity.Error, "switch-local-only", where, key,
                    $"{key} is on, which is refused in {DevFlowModes.Name(mode)} mode", $"set {key}=false, or use DEVFLOW_MODE=local");
            }
        }
    }
}

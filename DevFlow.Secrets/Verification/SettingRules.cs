namespace DevFlow.Secrets;

/// <summary>Settings have the form that their readers expect.</summary>
internal static class SettingRules
{
    public static IEnumerable<Finding> Check(DevFlowSettings settings)
    {
        foreach (var known in DevFlowSettingKeys.Table)
        {
            // The mode and the ports have rules of their own, which say more.
            if (known.Kind is SettingKind.Mode or SettingKind.Port)
                continue;
            var (value, where) = settings.Find(known.Name);
            if (value is not null && !known.IsWellFormed(value))
            {
                yield return new Finding(
                    FindingSeverity.Error, "setting-invalid", where, known.Name, $"{known.Name} is not {known.Expected}",
                    known.Default is null ? null : $"write such as {known.Default}");
            }
        }
    }
}

namespace DevFlow.Secrets;

/// <summary>1Password answers: for each way in which it does not, what is wrong and what that means for the keys.</summary>
internal static class OnePasswordRules
{
    public static IEnumerable<Finding> Check(ModeCheck check)
    {
        var steps = check.Keys
            .SelectMany(entry => check.Explanations[entry.Key].Steps, (entry, step) => (entry.Key, Step: step))
            .Where(told => told.Step.Source == SecretSourceNames.OnePassword || told.Step.Outcome is SourceOutcome.Ambiguous)
            .ToLookup(told => told.Step.Outcome);

        // One server that is away is one finding, not one a key.
        if (steps[SourceOutcome.Unavailable].ToList() is [var away, ..] unavailable)
        {
            yield return new Finding(
                check.Mode is DevFlowMode.OnPrem ? FindingSeverity.Error : FindingSeverity.Warning, "connect-unavailable",
                check.Settings.Find(DevFlowSettingKeys.ConnectUrl).Where, DevFlowSettingKeys.ConnectUrl,
                $"1Password could not be asked for {Keys(unavailable.Count)}: {away.Step.Detail}", away.Step.Remedy);
        }

        foreach (var reason in steps[SourceOutcome.Denied].GroupBy(told => told.Step.Detail))
        {
            yield return new Finding(
                check.Mode is DevFlowMode.Local ? FindingSeverity.Warning : FindingSeverity.Error, "connect-denied",
                check.Settings.Find(DevFlowSettingKeys.ConnectToken).Where, DevFlowSettingKeys.ConnectToken,
                $"1Password refuses {Keys(reason.Count())}: {reason.Key}", reason.First().Step.Remedy);
        }

        foreach (var (key, step) in steps[SourceOutcome.Ambiguous])
        {
            yield return new Finding(
                FindingSeverity.Error, "reference-ambiguous", check.Place(key), key, $"{key} is ambiguous: {step.Detail}", step.Remedy);
        }
    }

    private static string Keys(int count) => count == 1 ? "1 key" : $"{count} keys";
}

using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault;

/// <summary>Logs and counts what became of a step, when it is committed.</summary>
internal static partial class RotationTelling
{
    public static void Told(ILogger logger, RotationRun before, RotationRun after)
    {
        if (after.State is RotationStates.Failed or RotationStates.RollingBack or RotationStates.NeedsPerson && before.State != after.State || after.Attempts > before.Attempts)
        {
            LogFailed(logger, before.Secret, before.Step, after.State, after.Problem ?? "");
            SecretsTelemetry.RotationFailures.Add(1, new(SecretsTelemetry.RotationStepTag, before.Step), new KeyValuePair<string, object?>(SecretsTelemetry.RotatorTag, after.Rotator));
        }

        if (before.State == after.State && after.IsLive)
            return;
        LogMoved(logger, after.Secret, after.State, after.Rotator, after.Destination ?? "nowhere");
        if (after.State is RotationStates.Overlap or RotationStates.RolledBack or RotationStates.Failed)
        {
            SecretsTelemetry.RotationDuration.Record(
                (after.ChangedAt - after.StartedAt).TotalSeconds, new(SecretsTelemetry.RotationStateTag, after.State), new KeyValuePair<string, object?>(SecretsTelemetry.RotatorTag, after.Rotator));
        }

        if (!after.IsLive)
            SecretsTelemetry.RotationRuns.Add(1, new(SecretsTelemetry.RotationStateTag, after.State), new KeyValuePair<string, object?>(SecretsTelemetry.RotatorTag, after.Rotator));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "rotation of {Secret}: {State} ({Rotator}, {Destination})")]
    private static partial void LogMoved(ILogger logger, string secret, string state, string rotator, string destination);

    [LoggerMessage(Level = LogLevel.Warning, Message = "rotation of {Secret} failed at {Step} and is {State}: {Problem}")]
    private static partial void LogFailed(ILogger logger, string secret, string step, string state, string problem);
}

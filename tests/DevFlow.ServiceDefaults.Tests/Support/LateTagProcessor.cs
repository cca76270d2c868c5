using System.Diagnostics;
using OpenTelemetry;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>A processor that adds to a span when it has ended, as enrichers do.</summary>
internal sealed class LateTagProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.OperationName == "late")
            data.SetTag("late", Canary.Value);
    }
}

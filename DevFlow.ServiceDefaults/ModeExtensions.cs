using DevFlow.Secrets;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>Tells a service, while it is being built, which part of the platform it is in.</summary>
public static class ModeExtensions
{
    /// <summary>The mode that was read by <c>AddServiceDefaults</c>; null when <c>DEVFLOW_MODE</c> names none of the four.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <exception cref="InvalidOperationException"><c>AddServiceDefaults</c> has not been called yet.</exception>
    public static DevFlowMode? GetDevFlowMode(this IHostApplicationBuilder builder) =>
        builder.Properties.TryGetValue(typeof(DevFlowMode), out var mode)
            ? (DevFlowMode?)mode
            : throw new InvalidOperationException("Call AddServiceDefaults first: it reads the mode.");

    internal static void SetDevFlowMode(this IHostApplicationBuilder builder, DevFlowMode? mode) => builder.Properties[typeof(DevFlowMode)] = mode!;
}

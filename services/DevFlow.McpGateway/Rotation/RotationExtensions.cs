namespace DevFlow.McpGateway.Rotation;

internal static class RotationExtensions
{
    public static void AddRotation(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton<ConfirmationStates>().AddSingleton<RotationConfirmation>().AddTransient<RotationProgress>();
}

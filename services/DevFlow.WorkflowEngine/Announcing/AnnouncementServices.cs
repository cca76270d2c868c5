using DevFlow.Secrets;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>What has changed, told to everybody who remembers copies.</summary>
internal static class AnnouncementServices
{
    public static void AddAnnouncements(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton<AnnouncementSignal>();
        builder.Services.AddHostedService<AnnouncementListener>();
    }
}

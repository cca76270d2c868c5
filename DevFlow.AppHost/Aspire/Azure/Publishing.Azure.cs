namespace DevFlow.AppHost;

internal static partial class Publishing
{
    static partial void AddAzure(IDistributedApplicationBuilder builder, ref bool added)
    {
        builder.AddAzureContainerAppEnvironment("azure");
        added = true;
    }
}

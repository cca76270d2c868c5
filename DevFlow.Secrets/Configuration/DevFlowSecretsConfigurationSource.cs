using Microsoft.Extensions.Configuration;

namespace DevFlow.Secrets;

internal sealed class DevFlowSecretsConfigurationSource(DevFlowSecretsConfigurationOptions options) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new DevFlowSecretsConfigurationProvider(options);
}

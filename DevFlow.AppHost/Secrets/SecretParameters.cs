using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.AppHost;

/// <summary>The secrets that the app host itself needs.</summary>
internal sealed class SecretParameters
{
    private readonly List<SecretParameter> _all = [];

    public static SecretParameters Of(IDistributedApplicationBuilder builder)
    {
        if (builder.Services.FirstOrDefault(service => service.ServiceType == typeof(SecretParameters)) is { ImplementationInstance: SecretParameters known })
            return known;
        var all = new SecretParameters();
        builder.Services.AddSingleton(all);
        return all;
    }

    public void Add(SecretParameter parameter) => _all.Add(parameter);

    /// <exception cref="DistributedApplicationException">Some have no value; all of them are named.</exception>
    public async Task LoadAsync(ISecretResolver secrets, CancellationToken cancellationToken)
    {
        var problems = await Task.WhenAll(_all.Select(parameter => parameter.LoadAsync(secrets, cancellationToken)));
        if (problems.OfType<string>().ToList() is { Count: > 0 } missing)
            throw new DistributedApplicationException(string.Join(Environment.NewLine, missing));
    }
}

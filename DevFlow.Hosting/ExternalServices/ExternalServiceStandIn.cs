using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>An external service runs already: all there is to do is to find its address and show it.</summary>
internal sealed class ExternalServiceStandIn(ResourceNotificationService notifications) : ILocalStandIn
{
    public async Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var service = (ExternalServiceResource)resource;
        var address = await service.AddressAsync(cancellationToken);
        // What a secret parameter gives is not for a screen.
        if (service.UrlParameter is not { Secret: true })
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Urls = [new(Name: null, address.ToString(), IsInternal: false)] });
        return StandInResult.Ready;
    }
}

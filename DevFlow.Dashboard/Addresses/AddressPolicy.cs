using Microsoft.AspNetCore.Routing.Matching;

namespace DevFlow.Dashboard.Addresses;

/// <summary>Leaves to a request only the endpoints of the address that it came by, so that two addresses can serve the same path.</summary>
internal sealed class AddressPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    // Before ASP.NET Core's own policies: which methods or hosts another address has is nobody's business.
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var address = httpContext.GetAddress();
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && (candidates[i].Endpoint.Metadata.GetMetadata<AddressMetadata>()?.Address ?? Address.Pages) != address)
                candidates.SetValidity(i, value: false);
        }

        return Task.CompletedTask;
    }
}

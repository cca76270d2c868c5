namespace DevFlow.Dashboard.Addresses;

/// <summary>The one address that an endpoint is served at.</summary>
internal sealed record AddressMetadata(Address Address);

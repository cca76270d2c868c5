namespace DevFlow.Dashboard.Addresses;

/// <summary>By which address a connection came. A port would say it too, but a Host header, which endpoints can be bound to, is the sender's word.</summary>
internal sealed record AddressFeature(Address Address);

using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>One field of a change event. A compound one (a name, an address) has parts and no value of its own.</summary>
/// <param name="Source">the object's field; null: the cloud's event has it, this org's object has not</param>
public sealed record EventField(string Name, FieldDefinition? Source, IReadOnlyList<EventField> Parts);

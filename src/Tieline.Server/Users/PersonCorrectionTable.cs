using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Users;

/// <summary>An administrator said which Webex person this Salesforce user is.</summary>
internal sealed class PersonCorrectionRow
{
    public Guid TenantId { get; init; }
    public string SalesforceUserId { get; init; } = "";
    public string PersonId { get; set; } = "";
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";

    public WebexPerson ToPerson() => new(PersonId, Name, Email);
}

internal sealed class PersonCorrectionTable : IEntityTypeConfiguration<PersonCorrectionRow>
{
    public void Configure(EntityTypeBuilder<PersonCorrectionRow> builder)
    {
        builder.ToTable("person_corrections");
        builder.HasKey(row => new { row.TenantId, row.SalesforceUserId });
    }
}

"""An invented service with a word in every field."""

from __future__ import annotations

from linkdesk.services.rules import AddService
from linkdesk.services.rules import Often
from linkdesk.services.rules import Steps
from linkdesk.services.rules import Times

GARDEN = AddService(
    name="Testham Garden Group",
    organization="Green Testham",
    description="We grow flowers and food.\nYou do not need to know about gardens.",
    phone="01632 960 010",
    email="garden@example.org",
    url="www.example.org/garden",
    times=(
        Times(("TU", "TH"), Often.WEEKLY, "10:00", "12:00", "Not in the school holidays"),
        Times(("SA",), Often.MONTHLY, "14:00", "", ""),
    ),
    location="Testham Park",
    address_1="1 Park Lane",
    city="Testham",
    postal_code="LS1 4AP",
    transportation="Bus 12 stops at the gate.",
    landmarks="Go past the pond to the green door.",
    parking="You can park in Park Lane.",
    steps=Steps.FREE,
    accessibility=("Toilet for wheelchairs", "Hearing loop"),
    amount="2.50",
    cost="Each time, with tea",
    contact_name="Ola Greenfield",
    contact_title="Runs the group",
    contact_phone="01632 960 011",
    contact_agreed=True,
    first_visit="Ola meets you at the gate.",
    quiet_times="Thursdays are quiet.",
    eligibility_description="Adults from Testham.",
    application_process="Phone before you come.",
    wait_time="No wait",
    languages=("Polish", "Urdu"),
    alert="The pond path is closed until March.",
    worker_notes="Ola is Ravi’s aunt.",
)

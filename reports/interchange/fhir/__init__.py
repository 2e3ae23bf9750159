"""Instruments as FHIR R4 Questionnaires and back, and one's own answers as a QuestionnaireResponse."""
